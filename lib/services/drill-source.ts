import type { RestorableSource } from '@/lib/contract/drill';
import { restoredData, type RestoreFinding } from '@/lib/contract/restore';
import { GroundcrewError } from '@/lib/core/errors';
import { projectImages } from '@/lib/facts/project-images';
import { pullableImages } from '@/lib/facts/pullable-images';
import { resticManifest } from '@/lib/facts/restic-manifest';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { resticVersions } from '@/lib/facts/restic-versions';
import { snapshotWith } from '@/lib/guide/backups/wanted';
import { chooseImages, imagesToAsk, whyOtherClearml } from '@/lib/guide/drill/images';
import type { DrillImages } from '@/lib/guide/drill/wanted';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { askServer } from './ask-server';
import { findBackupDestination, openBackupDestination } from './find-backup-destination';
import { storedSet } from './stored-set';
import { madeOf, startOf } from './told-by-manifest';
import type { Work } from './work';

/** The backup that is to be drilled, and where it is taken from. */
export interface DrillSource {
  readonly destination: BackupDestinationRecord;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Of each part, once restored. */
  readonly bytes: ReadonlyMap<RestorableSource, number>;
  /** null: this server made it. */
  readonly foreign: ForeignSource | null;
}

/** What is to be known besides of a backup that another server made. */
export interface ForeignSource {
  /** Of which it was made, by the name that its console gave it. */
  readonly of: string;
  readonly images: DrillImages;
  /** Those of them that are pulled before. */
  readonly pulled: readonly string[];
  /** Why ClearML's API server is not started on it, in a sentence; null: nothing of the versions stands against it. */
  readonly withoutClearml: string | null;
  readonly findings: readonly RestoreFinding[];
}

const bytesOf = (parts: readonly { readonly source: string; readonly bytes: number }[]) => new Map<RestorableSource, number>(restoredData.map((source) => [source, parts.find((part) => part.source === source)?.bytes ?? 0]));

/**
 * `at`: the destination from which it is taken; missing: where it was made. What this server did not make is looked for there, as a restore does.
 * `base`: of the Compose project. Throws GroundcrewError `not_found` where there is no such backup that is complete, and as the connection does.
 */
export async function drillSource(work: Work, server: ServerRecord, base: string, set: string, at?: string): Promise<DrillSource> {
  const known = await storedSet(work, set, at);
  if (known?.serverId === server.id && known.state === 'complete')
    return { destination: await findBackupDestination(work, server, known.destinationId), startedAt: known.startedAt, bytes: bytesOf(known.parts), foreign: null };
  // Half a backup of its own is none of another's.
  if (at === undefined || known?.serverId === server.id) throw noSet('There is no such backup that is complete.');
  return foreignSource(work, server, base, set, await findBackupDestination(work, server, at));
}

async function foreignSource(work: Work, server: ServerRecord, base: string, set: string, destination: BackupDestinationRecord): Promise<DrillSource> {
  const { directory, passphrase } = await openBackupDestination(work, destination);
  const list = resticSnapshots(directory, passphrase, set);
  const snapshots = (await askServer(work, server.id, [list])).must(list) ?? [];
  const last = snapshotWith(snapshots, 'source=manifest');
  if (last === undefined) throw noSet(`At ${directory} lies no such backup that is complete.`);
  const facts = { manifest: resticManifest(directory, passphrase, last.id), versions: resticVersions(directory, passphrase, null, snapshotWith(snapshots, 'source=configuration')?.id ?? null), images: projectImages(base) };
  const asked = await askServer(work, server.id, Object.values(facts));
  const manifest = asked.must(facts.manifest);
  const [then, now] = [asked.value(facts.versions), asked.value(facts.images)];
  const names = then && now ? imagesToAsk(then, now) : [];
  const there = pullableImages(names);
  const told = names.length === 0 ? undefined : (await askServer(work, server.id, [there])).value(there);
  return {
    destination, startedAt: startOf(manifest, last.time), bytes: bytesOf(manifest.parts),
    foreign: { of: madeOf(manifest) ?? 'another server', ...chooseImages(then, now, told), withoutClearml: whyOtherClearml(then, now) },
  };
}

const noSet = (message: string): GroundcrewError => new GroundcrewError({ code: 'not_found', reason: 'drill.no-set', message, remedy: 'Open the list of backups and choose one.' });
