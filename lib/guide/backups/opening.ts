import { repositoryAt } from '@/lib/contract/backup-place';
import type { BackupPlace } from '@/lib/contract/backup-destination';
import { secret, type Secret } from '@/lib/core/secret';
import type { BackupWanted } from './wanted';

/** How a repository is opened: its name, and the standard input of the scripts that call restic (facts/restic.sh). */
export type Opening = Pick<BackupWanted['destination'], 'directory' | 'passphrase'>;

/** @param key the place's own secret: SFTP's private key, S3's secret access key, a rest-server's password; null: it has none */
export function openingOf(place: BackupPlace, passphrase: Secret, key: Secret | null): Opening {
  const lines = Object.entries(needed(place, key?.reveal() ?? '')).map(([name, value]) => `${name}=${oneLine(value)}`);
  return { directory: repositoryAt(place), passphrase: passphrase.isEmpty() ? passphrase : secret([passphrase.reveal(), ...lines].join('\n')) };
}

function needed(place: BackupPlace, key: string): Readonly<Record<string, string>> {
  switch (place.kind) {
    case 'directory': return {};
    // ssh reads a key to the end of its last line only.
    case 'sftp': return { host: place.host.replaceAll(/[[\]]/g, ''), port: String(place.port), user: place.user, 'host-key': place.hostKey, key: btoa(`${key.trim().replaceAll('\r', '')}\n`) };
    case 's3': return { 'key-id': place.keyId, secret: key, region: place.region };
    case 'rest': return { url: `rest:${place.user === '' ? place.url : place.url.replace('://', `://${encodeURIComponent(place.user)}:${encodeURIComponent(key)}@`)}` };
  }
}

/** The second layer behind the contract: a line end would begin another line of the input. */
function oneLine(value: string): string {
  if (/[\r\n\0]/.test(value)) throw new Error('What a place needs has more than one line.');
  return value;
}
