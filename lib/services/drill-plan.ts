import type { DrillLook, RestorableSource } from '@/lib/contract/drill';
import type { RestoreFinding } from '@/lib/contract/restore';
import { newId } from '@/lib/core/ids';
import { count, formatBytes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { docker as dockerFact } from '@/lib/facts/docker';
import { drillLeftovers } from '@/lib/facts/drill-leftovers';
import { elasticsearchVersion } from '@/lib/facts/elasticsearch-version';
import { meminfo } from '@/lib/facts/meminfo';
import { mongodb as mongodbFact } from '@/lib/facts/mongodb';
import { projectContainers } from '@/lib/facts/project-containers';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { resticVersions } from '@/lib/facts/restic-versions';
import { snapshotWith, tagOf } from '@/lib/guide/backups/wanted';
import { diskMounts } from '@/lib/guide/disk-check';
import { clearmlMemory, drillPlaces, drillRoomOf, isSample, roomForImages, whyWithoutClearml } from '@/lib/guide/drill/room';
import { drillSteps } from '@/lib/guide/drill/steps';
import type { Inputs } from '@/lib/guide/inputs';
import { compatibility } from '@/lib/guide/restore/findings';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { askServer } from './ask-server';
import { blockedFindings } from './blocked-findings';
import { drillsLike } from './drills-like';
import { drillSource, type ForeignSource } from './drill-source';
import { openBackupDestination, placeName } from './find-backup-destination';
import { buildInputs, takeSnapshot, type Snapshot } from './inputs';
import { redactorFor } from './known-secrets';
import { planSteps } from './plan-steps';
import { whoWaits } from './repository-uses';
import type { Work } from './work';
import { wantedDrill } from './workers/drill-wanted';

export interface DrillPlan {
  readonly look: DrillLook;
  readonly snapshot: Snapshot;
  readonly steps: readonly Step<Inputs>[];
  /** From which it is taken. */
  readonly destination: BackupDestinationRecord;
}

/** Asks the server what a drill of a backup would do, and plans its steps. `at`: the destination from which it is taken; missing: where it was made. Throws as `drillSource` does. */
export async function planDrill(work: Work, server: ServerRecord, set: string, at?: string): Promise<DrillPlan> {
  const saved = await takeSnapshot(work, server);
  const { layout } = buildInputs(saved);
  const places = drillPlaces(layout);

  work.connections.forgive(server.id);
  const { destination, startedAt, bytes, foreign } = await drillSource(work, server, layout.base, set, at);
  const { directory, passphrase } = await openBackupDestination(work, destination);
  const list = resticSnapshots(directory, passphrase, set);
  const facts = { list, mounts: diskMounts(buildInputs(saved)), meminfo, mongodb: mongodbFact(layout.base), elasticsearch: elasticsearchVersion(layout.base), leftovers: drillLeftovers(places), docker: dockerFact, containers: projectContainers(layout.base) };
  const asked = await askServer(work, server.id, Object.values(facts));
  const snapshots = asked.must(list) ?? [];
  const partOf = (source: string) => snapshotWith(snapshots, `source=${source}`);
  const versionsFact = resticVersions(directory, passphrase, partOf('mongodb')?.id ?? null, null);
  // Another server's is restored into its own images, whatever runs here.
  const versions = foreign ? undefined : (await askServer(work, server.id, [versionsFact])).value(versionsFact);

  const room = drillRoomOf(places, bytes, asked.value(facts.mounts), asked.value(meminfo)?.available);
  const running = (asked.value(facts.containers) ?? []).filter(({ state }) => state === 'running').map(({ service }) => service);
  const withoutClearml = foreign?.withoutClearml ?? whyWithoutClearml(running, asked.value(meminfo)?.available);
  const files = isSample(bytes.get('files') ?? 0) ? 'sample' : 'all';
  const snapshot: Snapshot = { ...saved, drill: { destination: destination.id, set, place: room.place, elsewhere: room.elsewhere, withoutClearml, ...(foreign && { foreign: { images: foreign.images, startedAt, files } }) } };
  // Receipts hold the run's id: one that is none yet finds none.
  const inputs = buildInputs(snapshot, null, { ...watching(saved), ...(await wantedDrill(work, newId(work.resources.random), server.id, snapshot)) });
  const steps = inputs.drill ? drillSteps(inputs.drill) : [];
  const planned = await planSteps(work, server.id, inputs, await redactorFor(work, server.id, inputs), steps);
  const mongodb = asked.value(facts.mongodb);
  const database = mongodb?.state === 'answered' ? mongodb.database : null;
  const elasticsearchPart = partOf('elasticsearch');
  const findings: RestoreFinding[] = [
    ...room.findings,
    ...(foreign ? [...foreign.findings, ...roomForImages(foreign.pulled.length, room, asked.value(facts.mounts), asked.value(facts.docker))] : compatibility({
      parts: ['mongodb', 'elasticsearch'],
      mongodb: { then: versions?.mongodb ?? null, now: database?.version ?? null, compatibility: database?.compatibility ?? null },
      elasticsearch: { then: elasticsearchPart === undefined ? null : tagOf(elasticsearchPart, 'elasticsearch') || null, now: asked.value(facts.elasticsearch) ?? null },
      // The API server of the drill is the one that runs here; whether it works on what is restored is what the drill tells.
      clearml: { then: '', now: '' },
      files: { then: null, now: '' },
      layout: { then: null, now: inputs.layout.id },
    })),
    ...blockedFindings(planned),
  ];
  const views = planned.map(({ view }) => view);
  const [last] = await drillsLike(work, server.id, { set, destination, isOwn: foreign === null });
  return {
    snapshot, steps, destination,
    look: {
      set, startedAt, of: foreign?.of ?? null, from: placeName(destination.place), askedAt: new Date(work.resources.clock.now()).toISOString(), will: willDo(bytes, room.place, asked.value(facts.leftovers)?.length ?? 0, withoutClearml, foreign, await whoWaits(work, destination)), place: room.place, free: room.free, needed: room.needed, findings, steps: views,
      memory: { needed: withoutClearml === null ? clearmlMemory : room.memory, free: asked.value(meminfo)?.available ?? null },
      usually: views.reduce((sum, { state, usually }) => sum + (state === 'in-place' ? 0 : usually), 0), last: last ?? null,
    },
  };
}

const watching = (saved: Snapshot): Pick<Inputs, 'thresholds' | 'apiKey' | 'taken'> => {
  const { thresholds, apiKey, taken } = buildInputs(saved);
  return { thresholds, apiKey, taken };
};

function willDo(bytes: ReadonlyMap<RestorableSource, number>, place: string, left: number, withoutClearml: string | null, foreign: ForeignSource | null, waiting: readonly string[]): string[] {
  const image = foreign ? 'the image that it was made with' : 'the same image';
  const of = (source: RestorableSource) => formatBytes(bytes.get(source) ?? 0);
  return [
    ...(left > 0 ? [`Removes what an earlier drill has left: ${count(left, 'thing')}.`] : []),
    ...(foreign && foreign.pulled.length > 0 ? [`Pulls ${foreign.pulled.join(' and ')}, which ${foreign.pulled.length === 1 ? 'stays' : 'stay'} here until somebody removes what no container uses.`] : []),
    `Starts a MongoDB of ${image}, in a network of its own that leads nowhere, restores ${of('mongodb')} into it, and counts each collection.`,
    `Starts an Elasticsearch likewise, has it restore its snapshot of ${of('elasticsearch')}, and counts each index.`,
    withoutClearml ?? "Starts a Redis and ClearML's API server of the same images on both, where they reach nothing else, and asks for a login of the support user and the projects.",
    isSample(bytes.get('files') ?? 0) ? `Restores some of the files at random, and compares them: all of them are ${of('files')}.` : `Restores all files, ${of('files')}, ${foreign ? 'counts them, and compares none with those that are here: they are of another ClearML' : 'counts them, and compares hashes of some at random with those that are there'}.`,
    `Removes each of them again, however it ended, with what lies in ${place}. ClearML goes on, and nothing of it is changed.`,
    ...waiting,
    ...(foreign ? ['Notes how it ended among the backups of the server that made it, where this console knows that one with the same repository and passphrase; otherwise on this server alone.'] : []),
  ];
}
