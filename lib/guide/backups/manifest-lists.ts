import type { StoredContents } from '@/lib/facts/restic-contents';
import type { WholeArchive } from '@/lib/facts/mongo-archive';
import { versionOfImage } from '../restore/findings';

/** Bytes of one list: three of them, and what stands beside them, are less than an answer of the server may have (1 MB). The console keeps each manifest. */
const most = 250_000;

/**
 * A list as the manifest has it, under its name. One that is longer is left out as a whole, and `<name>In` says in which file of the backup it stands:
 * cut, it would look like all there was.
 */
export const listed = (name: string, list: readonly unknown[] | 'long', file: string): Readonly<Record<string, unknown>> =>
  list === 'long' || Buffer.byteLength(JSON.stringify(list)) > most ? { [`${name}In`]: file } : { [name]: list };

/** Documents of each collection. */
export const collectionsOf = (archive: WholeArchive | 'long') => listed('counts', archive === 'long' ? archive : archive.collections.map(({ db, collection, documents }) => ({ db, collection, documents })), 'mongodb.json');

/** Which images ran, and ClearML's version by that of its API server; null: its image does not tell. */
export function imagesOf(images: NonNullable<StoredContents['images']>) {
  const apiserver = images === 'long' ? undefined : images.find(({ service }) => service === 'apiserver');
  return { clearml: versionOfImage(apiserver?.image), ...listed('images', images, 'configuration.tar') };
}
