import type { BackupDestination, BackupPlace } from '@/lib/contract/backup-destination';
import type { SecretInput } from '@/lib/contract/fields';

export type PlaceKind = BackupPlace['kind'];

/** What the form holds of a place: every text as typed, of all kinds, so that a look at another kind loses nothing. */
export interface PlaceValues {
  kind: PlaceKind;
  directory: { path: string };
  sftp: { host: string; port: string; user: string; path: string; hostKey: string };
  s3: { endpoint: string; bucket: string; prefix: string; region: string; keyId: string };
  rest: { url: string; user: string };
  secret: SecretInput;
}

/** The values of a stored destination, or of a new one. */
export function placeValues(stored: Pick<BackupDestination, 'place'> | null): PlaceValues {
  const blank: PlaceValues = {
    kind: 'directory',
    directory: { path: '' },
    sftp: { host: '', port: '22', user: '', path: '', hostKey: '' },
    s3: { endpoint: '', bucket: '', prefix: '', region: '', keyId: '' },
    rest: { url: '', user: '' },
    secret: { action: 'keep' },
  };
  if (stored === null) return blank;
  const { kind, ...fields } = stored.place;
  return { ...blank, kind, [kind]: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])) };
}

/** What the verb is given, not judged yet: `place` and `secret` of its destination. */
export const toPlaceInput = (values: PlaceValues): { place: unknown; secret: SecretInput } => ({ place: { kind: values.kind, ...values[values.kind] }, secret: values.kind === 'directory' ? { action: 'keep' } : values.secret });

/** A path of the verb's input as the form's own: "place.bucket" is the field of its kind. */
export const placePath = (kind: PlaceKind, path: string): string => path.replace(/^destination\./, '').replace(/^place\./, `${kind}.`).replace(/\.value$/, '');
