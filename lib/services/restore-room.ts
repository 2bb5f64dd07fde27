import type { BackupManifest } from '@/lib/contract/backup-manifest';
import type { BackupSource } from '@/lib/contract/backup';
import type { Indices } from '@/lib/facts/indices';
import { mountOf, type Mounts } from '@/lib/facts/mounts';
import { placeOnServer } from '@/lib/guide/backups/elasticsearch-place';
import { fileServerTree } from '@/lib/guide/backups/file-server-tree';
import type { Inputs } from '@/lib/guide/inputs';
import { roomsOf, type Disk, type Room } from '@/lib/guide/restore/room';

type Documents = readonly { readonly documents: number }[] | undefined;

/** undefined: it could not be told. */
interface Known {
  readonly manifest: Pick<BackupManifest, 'parts'>;
  readonly mounts: Mounts | undefined;
  readonly indices: Indices | undefined;
  readonly collections: { readonly then: Documents; readonly now: Documents };
}

/** What a restore of these parts takes of which file system of the server. */
export function roomsFor(inputs: Inputs, parts: readonly BackupSource[], { manifest, mounts, indices, collections }: Known): readonly Room[] {
  const { base, directories } = inputs.layout;
  const then = (source: BackupSource) => manifest.parts.find((each) => each.source === source)?.bytes ?? null;
  const disk = (path: string) => diskOf(mounts, path);
  const below = (prefix: string) => disk(`${base}/${directories.find(({ path }) => path.startsWith(prefix))?.path ?? 'data'}`);
  // Its own indices stay.
  const deleted = indices?.state === 'answered' ? indices.indices.filter(({ name }) => !name.startsWith('.')) : [];
  return roomsOf({
    mongodb: parts.includes('mongodb') ? { then: then('mongodb'), kept: keptOf(then('mongodb'), collections), disk: below('data/mongo') } : null,
    elasticsearch: parts.includes('elasticsearch') ? { then: then('elasticsearch'), now: deleted.reduce((sum, { bytes }) => sum + bytes, 0), copy: disk(placeOnServer(inputs.layout).path), data: below('data/elastic') } : null,
    files: parts.includes('files') ? { then: then('files'), disk: disk(fileServerTree(inputs).path) } : null,
  });
}

/** By its UUID: two places of one file system may be mounted by themselves. */
function diskOf(mounts: Mounts | undefined, path: string): Disk | null {
  const mount = mounts && mountOf(mounts, path);
  return mount === undefined ? null : { place: path, id: mount.uuid ?? mount.target, bytes: mount.bytes, free: mount.freeBytes };
}

/** How much of so many bytes of a dump MongoDB holds already, by its documents: its own size is another measure. */
function keptOf(bytes: number | null, { then, now }: Known['collections']): number {
  const [stored = 0, there = 0] = [then, now].map((list) => list?.reduce((sum, { documents }) => sum + documents, 0));
  return bytes === null || stored === 0 ? 0 : bytes * Math.min(1, there / stored);
}
