import type { BackupDestination, BackupPlace } from '@/lib/contract/backup-destination';

/** A destination as it stands in a sentence: "backups at /mnt/backup". */
export function placeWords(place: BackupPlace): string {
  switch (place.kind) {
    case 'directory': return place.path;
    case 'sftp': return `${place.user}@${place.host}:${place.path}${place.port === 22 ? '' : `, port ${place.port}`}`;
    case 's3': return `${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`} on ${new URL(place.endpoint).host}`;
    case 'rest': return place.url;
  }
}

/** By a destination's id: where it lies, in words; null: there is none of that id. */
export const placeFinder = (destinations: readonly BackupDestination[] = []) => (id: string): string | null => {
  const found = destinations.find((each) => each.id === id);
  return found ? placeWords(found.place) : null;
};
