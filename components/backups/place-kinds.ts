import type { PlaceKind, PlaceValues } from './place-values';

interface PlaceField<K extends PlaceKind> {
  name: keyof PlaceValues[K] & string;
  label: string;
  hint?: string;
  placeholder?: string;
  optional?: true;
  isNumber?: true;
}

/** Every kind of place with its fields, by the names that the contract gives them. */
export const placeKinds: { [K in PlaceKind]: { label: string; what: string; fields: readonly PlaceField<K>[] } } = {
  directory: {
    label: 'A directory on the server', what: 'At best on another disk or on a mounted share: what takes the server away takes this along.',
    fields: [{ name: 'path', label: 'Directory', placeholder: '/mnt/backup' }],
  },
  sftp: {
    label: 'Another machine by SFTP', what: 'It needs a login there that may use SFTP. Whoever has root on the server can delete these backups, too.',
    fields: [
      { name: 'host', label: 'Host', placeholder: 'nas.example.com', hint: 'As the server reaches it.' },
      { name: 'port', label: 'Port', isNumber: true },
      { name: 'user', label: 'User', placeholder: 'backup' },
      { name: 'path', label: 'Directory there', placeholder: '/srv/backups/clearml', hint: 'Without “/” at its beginning it lies in the home directory of the user.' },
    ],
  },
  s3: {
    label: 'S3 or a service like it', what: 'It needs a bucket, or a key that may make one, and an access key that may read, write and delete in it.',
    fields: [
      { name: 'endpoint', label: 'Address of the service', placeholder: 'https://s3.eu-central-1.amazonaws.com', hint: 'As the server reaches it.' },
      { name: 'bucket', label: 'Bucket', placeholder: 'clearml-backups' },
      { name: 'prefix', label: 'Folder in it', placeholder: 'clearml-1', optional: true, hint: 'Each server needs one of its own.' },
      { name: 'region', label: 'Region', placeholder: 'eu-central-1', optional: true, hint: 'Empty: the service is asked.' },
      { name: 'keyId', label: 'Access key id' },
    ],
  },
  rest: {
    label: 'restic’s rest-server', what: 'In append-only mode nobody on the server can delete backups there, not even root, and neither can this console: older ones are thinned out on the rest-server itself. A backup takes some minutes longer then.',
    fields: [
      { name: 'url', label: 'Address', placeholder: 'https://backup.example.com:8000/clearml-1/', hint: 'As the server reaches it. By “http://” its password can be read on the way.' },
      { name: 'user', label: 'User', optional: true, hint: 'Empty where it asks for no login.' },
    ],
  },
};

interface SecretWords { label: string; hint: string; multiline?: true; optional?: true }
/** What the place itself asks for, beside the passphrase; null: nothing. */
export const secretWords: Record<PlaceKind, SecretWords | null> = {
  directory: null,
  sftp: { label: 'Private key', hint: 'One made for this alone, without a passphrase of its own: the server signs in with it at night.', multiline: true },
  s3: { label: 'Secret access key', hint: 'It is stored encrypted, and never shown again.' },
  rest: { label: 'Password', hint: 'It is stored encrypted, and never shown again.', optional: true },
};
