import type { BackupPlace } from '@/lib/contract/backup-destination';

/** A destination as it stands in a sentence: "backups at /mnt/backup". */
export function placeWords(place: BackupPlace): string {
  switch (place.kind) {
    case 'directory': return place.path;
  }
}
