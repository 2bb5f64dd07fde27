import { Blocked } from '@/lib/engine/blocked';
import type { ElasticsearchSnapshots, SnapshotSetup } from '@/lib/facts/elasticsearch-snapshots';
import type { Layout } from '@/lib/contract/layout';
import { secret, type Secret } from '@/lib/core/secret';
import type { ServerFile } from '@/lib/facts/file';
import { readCompose } from '../materials/compose-file';
import { editOverride, type OverrideEdit } from '../materials/override-edit';

/** Where Elasticsearch's container sees the directory for its snapshots. */
export const placeInContainer = '/usr/share/elasticsearch/snapshots';

/** Where that directory lies on the server, and whose it is: on the data disk, the user's who owns Elasticsearch's data there. */
export function placeOnServer({ base, directories }: Layout): { readonly path: string; readonly owner: string } {
  return { path: `${base}/data/elastic_snapshots`, owner: directories.find(({ path }) => path.startsWith('data/elastic'))?.owner ?? '1000:1000' };
}

/** What docker-compose.override.yml says of it. path.repo is read only when Elasticsearch starts (Elasticsearch, "Shared file system repository"). */
export const placeEdits = (layout: Layout, service: string): readonly OverrideEdit[] => [
  { kind: 'environment', service, name: 'path.repo', value: placeInContainer },
  { kind: 'mount', service, source: placeOnServer(layout).path, target: placeInContainer, isWritable: true },
];

/**
 * The override file as it is wanted, with the place where the one that lies on the server has it: what a backup has added is neither a
 * difference from the installation nor taken away by the next one.
 */
export function keepPlace(wanted: Secret | null, lying: ServerFile | undefined, layout: Layout): Secret | null {
  const text = lying?.content ?? '';
  if (!text.includes(placeInContainer)) return wanted;
  const service = [...readCompose(text, () => undefined).services.values()].find(({ mounts }) => mounts.some(({ source, target }) => source === placeOnServer(layout).path && target === placeInContainer));
  const kept = service === undefined ? null : editOverride(wanted?.reveal() ?? null, placeEdits(layout, service.name));
  return kept === null ? wanted : secret(kept);
}

/** What Elasticsearch answered; blocked where it did not. */
export function answered(told: ElasticsearchSnapshots, { base }: Layout): SnapshotSetup {
  switch (told.state) {
    case 'answered': return told.setup;
    case 'locked': throw new Blocked('Elasticsearch asks for a password, which this console does not know, so it is not backed up. Let it answer without one inside of its network, as ClearML\'s own files do.');
    case 'silent': throw new Blocked(`Elasticsearch does not answer: ${told.error}. See its findings on the health page, then try again.`);
    default: throw new Blocked(`No container of Elasticsearch runs in the project in ${base}. Start ClearML first.`);
  }
}
