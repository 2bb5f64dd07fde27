import { createHash } from 'node:crypto';
import { layoutId } from '@/lib/contract/materials';
import type { RestoreFinding, RestoreInput, RestoreLook } from '@/lib/contract/restore';
import type { DrillRecord } from '@/lib/contract/drill-record';
import { restorableSources } from '@/lib/contract/restore';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { utcMinute } from '@/lib/core/units';
import { isGrave } from '@/lib/engine/surprises';
import type { Step } from '@/lib/engine/types';
import { elasticsearchVersion } from '@/lib/facts/elasticsearch-version';
import { indices as indicesFact } from '@/lib/facts/indices';
import { mongodb as mongodbFact } from '@/lib/facts/mongodb';
import { mongodbCollections } from '@/lib/facts/mongodb-collections';
import { projectContainers } from '@/lib/facts/project-containers';
import { resticCollections } from '@/lib/facts/restic-collections';
import { resticIndices } from '@/lib/facts/restic-indices';
import { resticManifest } from '@/lib/facts/restic-manifest';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { resticVersions } from '@/lib/facts/restic-versions';
import { treeSize } from '@/lib/facts/tree-size';
import { fileServerTree } from '@/lib/guide/backups/file-server-tree';
import { proofOf, snapshotWith, tagOf } from '@/lib/guide/backups/wanted';
import { diskMounts } from '@/lib/guide/disk-check';
import type { Inputs } from '@/lib/guide/inputs';
import { configurationFact } from '@/lib/guide/restore/configuration-restored';
import { configurationChanges, configurationFindings } from '@/lib/guide/restore/configuration-changes';
import { compatibility, ofAnother, versionOfImage } from '@/lib/guide/restore/findings';
import { room } from '@/lib/guide/restore/room';
import { restoreSteps } from '@/lib/guide/restore/steps';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { askServer } from './ask-server';
import { blockedFindings } from './blocked-findings';
import { drillsAt, drillsLike } from './drills-like';
import { findBackupDestination, openBackupDestination } from './find-backup-destination';
import { buildInputs, takeSnapshot, type Snapshot } from './inputs';
import { redactorFor } from './known-secrets';
import { planSteps } from './plan-steps';
import { collectionCounts, compareCounts, compareFiles, difference, indexCounts } from './restore-losses';
import { summaryOf, usualOfFiles } from './restore-summary';
import { roomsFor } from './restore-room';
import { storedSet } from './stored-set';
import { madeOf, startOf } from './told-by-manifest';
import type { Work } from './work';
import { wantedBackup } from './workers/backup-wanted';
import { wantedRestore } from './workers/restore-wanted';
import { readWatching } from './workers/watch/watch-inputs';

const mostLosses = 50;

export interface RestorePlan {
  readonly look: RestoreLook;
  readonly snapshot: Snapshot;
  readonly steps: readonly Step<Inputs>[];
}

/** Asks the server what a restore would do, and plans its steps. Throws GroundcrewError `not_found` where no such backup lies there, and as the connection does. */
export async function planRestore(work: Work, server: ServerRecord, { destination: id, set, parts, safety }: Omit<RestoreInput, 'server'>): Promise<RestorePlan> {
  const destination = await findBackupDestination(work, server, id);
  const { directory, passphrase } = await openBackupDestination(work, destination);
  if (safety !== null) await findBackupDestination(work, server, safety);
  const snapshot: Snapshot = { ...(await takeSnapshot(work, server)), ...(safety !== null && { destination: safety }), restore: { destination: id, set, parts } };
  // Receipts hold the run's id: one that is none yet finds none.
  const run = newId(work.resources.random);
  const inputs = buildInputs(snapshot, null, { ...(await readWatching(work, server.id)), ...(await wantedBackup(work, run, server.id, snapshot)), ...(await wantedRestore(work, run, server.id, snapshot)) });
  const steps = stepsOf(inputs);

  work.connections.forgive(server.id);
  const list = resticSnapshots(directory, passphrase, set);
  const snapshots = (await askServer(work, server.id, [list])).must(list) ?? [];
  const last = snapshotWith(snapshots, 'source=manifest');
  if (last === undefined) throw new GroundcrewError({ code: 'not_found', reason: 'restore.no-set', message: `At ${directory} lies no such backup that is complete.`, remedy: 'Open the list of backups and choose one.' });
  const there = restorableSources.filter((source) => snapshotWith(snapshots, `source=${source}`) !== undefined);

  const part = (source: string) => snapshotWith(snapshots, `source=${source}`)?.id ?? null;
  const mongodbPart = snapshotWith(snapshots, 'source=mongodb');
  const proof = mongodbPart && proofOf(snapshots, 'mongodb', mongodbPart)?.id;
  const { base } = inputs.layout;
  const tree = fileServerTree(inputs);
  const facts = {
    manifest: resticManifest(directory, passphrase, last.id),
    versions: resticVersions(directory, passphrase, part('mongodb'), part('configuration')),
    indicesThen: resticIndices(directory, passphrase, set),
    indicesNow: indicesFact(base),
    collectionsThen: proof === undefined ? null : resticCollections(directory, passphrase, proof),
    collectionsNow: mongodbCollections(base),
    mongodb: mongodbFact(base),
    elasticsearch: elasticsearchVersion(base),
    containers: projectContainers(base),
    mounts: diskMounts(inputs),
    files: parts.includes('files') ? treeSize(tree.path, tree.scratch) : null,
    configuration: parts.includes('configuration') ? configurationFact({ destination: { directory, passphrase, repositoryId: null }, set }, inputs) : null,
  };
  const asked = await askServer(work, server.id, Object.values(facts).filter((fact) => fact !== null));
  const manifest = asked.must(facts.manifest);
  const valueOf = asked.value;
  const versions = valueOf(facts.versions);
  const mongodb = valueOf(facts.mongodb);
  const database = mongodb?.state === 'answered' ? mongodb.database : null;
  const image = (service: string) => valueOf(facts.containers)?.find((each) => each.service === service)?.image;
  const elasticsearchPart = snapshotWith(snapshots, 'source=elasticsearch');

  // A set has the id of the run that made it; what this console did not make of this very server is another's.
  const known = await storedSet(work, set, id);
  const isOwn = known?.serverId === server.id;
  const { configuration } = facts;
  const now = valueOf(facts.indicesNow);
  const counts = { then: facts.collectionsThen === null ? undefined : valueOf(facts.collectionsThen), now: valueOf(facts.collectionsNow) };
  const files = facts.files === null ? null : compareFiles(manifest, valueOf(facts.files));
  const counted = [
    ...(parts.includes('mongodb') ? compareCounts('mongodb', collectionCounts(counts.then), collectionCounts(counts.now)) : []),
    ...(parts.includes('elasticsearch') ? compareCounts('elasticsearch', indexCounts(valueOf(facts.indicesThen)?.indices), indexCounts(now?.state === 'answered' ? now.indices : undefined)) : []),
  ].sort((one, other) => difference(other) - difference(one));
  const losses = [...(files ?? []), ...counted];

  const redactor = await redactorFor(work, server.id, inputs);
  const planned = await planSteps(work, server.id, inputs, redactor, steps);
  const findings: RestoreFinding[] = [
    ...parts.filter((source) => !there.some((each) => each === source)).map((source) => ({ outcome: 'refuse' as const, message: `The backup does not hold the part "${source}".`, remedy: 'Choose the parts that it has, or another backup.' })),
    ...(isOwn ? [] : ofAnother(madeOf(manifest), server.name)),
    ...damagedBy((await drillsAt(work, server.id, destination))(set, isOwn)),
    ...compatibility({
      parts,
      mongodb: { then: versions?.mongodb ?? null, now: database?.version ?? null, compatibility: database?.compatibility ?? null },
      elasticsearch: { then: elasticsearchPart === undefined ? null : tagOf(elasticsearchPart, 'elasticsearch') || null, now: valueOf(facts.elasticsearch) ?? null },
      clearml: { then: versionOfImage(versions?.images.get('apiserver')), now: versionOfImage(image('apiserver')) },
      files: { then: pathOf(manifest), now: tree.path },
      layout: { then: layoutId.safeParse(manifest.layout).data ?? null, now: inputs.layout.id },
    }),
    ...room(roomsFor(inputs, parts, { manifest, mounts: valueOf(facts.mounts), indices: now, collections: counts })),
    ...(parts.includes('files') ? [...lostLinks(manifest), ...excludedFiles(manifest)] : []),
    ...(configuration === null ? [] : configurationFindings),
    ...(inputs.settings.supportPassword.isEmpty() ? [{ outcome: 'warn' as const, message: 'The settings hold no password of the support user, so ClearML is not tested at the end.', remedy: 'Enter it on the Settings page.' }] : []),
    ...blockedFindings(planned),
  ];
  const filesBytes = manifest.parts.find(({ source }) => source === 'files')?.bytes;
  const views = planned.map(({ view }) => (view.id === 'restore/files' && filesBytes !== undefined ? { ...view, usually: usualOfFiles(filesBytes) } : view));
  const look: RestoreLook = {
    set, startedAt: isOwn ? known.startedAt : startOf(manifest, last.time), parts: [...there],
    losses: losses.slice(0, mostLosses), more: Math.max(0, losses.length - mostLosses), areFilesCompared: files !== null,
    ...(await summaryOf(work, server.id, { safety, parts, manifest, drills: await drillsLike(work, server.id, { set, destination, isOwn }) })),
    findings, configuration: configuration === null ? [] : configurationChanges(valueOf(configuration)).map((sentence) => redactor.redact(sentence)),
    steps: views, shown: shownId({ set, parts, safety, views }),
  };
  return { look, snapshot, steps };
}

/** It may be the only backup that there is, and parts of it whole: whether it is taken all the same is the operator's to say. */
const damagedBy = (drill: DrillRecord | undefined): readonly RestoreFinding[] => (drill?.outcome !== 'damaged' ? [] : [{
  outcome: 'warn', message: `A drill found this backup damaged at ${utcMinute(Date.parse(drill.endedAt))}: ${drill.sentence}`,
  remedy: 'Choose another backup. Where there is none, leave out the part that it names: a restore of that would stop half way.',
}]);

/** The test of ClearML only where it can log in. */
const stepsOf = (inputs: Inputs): readonly Step<Inputs>[] =>
  (inputs.restore ? restoreSteps(inputs.restore, inputs.backup) : []).filter(({ id }) => id !== 'acceptance/acceptance-test' || !inputs.settings.supportPassword.isEmpty());

/** What a person has seen of it: what destroys and restarts, and which steps there are. */
const shownId = ({ set, parts, safety, views }: { set: string; parts: readonly string[]; safety: string | null; views: RestoreLook['steps'] }): string =>
  createHash('sha256').update(JSON.stringify([set, parts, safety, views.map(({ id, state, commands }) => [id, state, commands.filter(isGrave).map(({ text }) => text)])])).digest('hex').slice(0, 32);

type Manifest = ReturnType<ReturnType<typeof resticManifest>['parse']>;
function pathOf({ parts }: Manifest): string | null {
  const path = parts.find(({ source }) => source === 'files')?.path;
  return typeof path === 'string' && path.startsWith('/') ? path : null;
}
function lostLinks({ parts }: Manifest): RestoreFinding[] {
  const lost = parts.find(({ source }) => source === 'files')?.lostLinks;
  return typeof lost === 'string' && /^[1-9]\d{0,9}$/.test(lost) ? [{ outcome: 'warn', message: `In the backup ${lost} links lead elsewhere than they did: their targets are not UTF-8, and the restic that stored them does not keep that.`, remedy: 'Make those links anew after the restore, where something needs them.' }] : [];
}
function excludedFiles({ parts }: Manifest): RestoreFinding[] {
  const told = parts.find(({ source }) => source === 'files')?.excluded;
  const excluded = Array.isArray(told) ? told.filter((each) => typeof each === 'string').slice(0, 20) : [];
  return excluded.length === 0 ? [] : [{ outcome: 'warn', message: `These files were left out of the backup: ${excluded.map((each) => JSON.stringify(each.slice(0, 200))).join(', ')}. What of them is there now is removed with the rest.`, remedy: 'Copy them elsewhere first, if they are worth it.' }];
}
