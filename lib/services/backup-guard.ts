import type { BackupSet } from '@/lib/contract/backup';
import type { BackupStepLook } from '@/lib/contract/backup-look';
import { usualBackupLimits, type BackupGuard } from '@/lib/contract/backup-watch';
import { newId } from '@/lib/core/ids';
import { askFacts } from '@/lib/engine/ask';
import { guardBackup, type BeforeBackup } from '@/lib/engine/backup-guard';
import { isComplete, newestFirst, startOf } from '@/lib/engine/backup-sets';
import { planStep } from '@/lib/engine/plan';
import { isGrave, viewPlanned } from '@/lib/engine/surprises';
import { backupSteps } from '@/lib/guide/backups/steps';
import { isDirectory } from '@/lib/guide/backups/wanted';
import { viewOf } from '@/lib/shell/render';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { beforeOf, guardFacts } from './backup-guard-facts';
import { copyFacts, copyWarnings } from './backup-copy-guard';
import { allBackupSets } from './backup-schedule-sets';
import { contentBefore } from './content-before';
import { openBackupDestination } from './find-backup-destination';
import { buildInputs, type Snapshot } from './inputs';
import { redactorFor } from './known-secrets';
import { toView } from './plan-steps';
import { isHalfRestored } from './restore-left';
import { repairId } from './shown';
import type { Work } from './work';
import { readWatching } from './workers/watch/watch-inputs';

/** What a backup would do and what stands against it, by what the server was asked just now. */
export interface BeforeStart {
  readonly guard: BackupGuard[];
  /** Sentences of the steps that are blocked. */
  readonly blockers: string[];
  readonly steps: BackupStepLook[];
  /** The id of what needs a nod unless it was shown. */
  readonly shown: string;
}

/** As many as tell what a backup is expected to send. */
const lately = 50;

/** Asks the server; it changes nothing. What stands against the copy only warns: the backup itself is made all the same. Rejects as the connection does. */
export async function beforeBackup(work: Work, server: ServerRecord, destination: BackupDestinationRecord, snapshot: Snapshot, copyTo: BackupDestinationRecord | null = null): Promise<BeforeStart> {
  const { clock, random } = work.resources;
  const { id, repositoryId } = destination;
  const opening = await openBackupDestination(work, destination);
  // The real one is the run's id.
  const set = newId(random);
  const copy = copyTo && { destination: { ...(await openBackupDestination(work, copyTo)), repositoryId: copyTo.repositoryId } };
  const wanted = { set, destination: { ...opening, repositoryId }, isQuiesced: snapshot.quiesced === true, ...(snapshot.exclude && { exclude: snapshot.exclude }), ...(copy && { copy }) };
  const directory = isDirectory(wanted) ? opening.directory : null;
  const inputs = { ...buildInputs(snapshot, null, await readWatching(work, server.id)), backup: wanted };
  const redactor = await redactorFor(work, server.id, inputs);
  const mask = (text: string) => redactor.redact(text).replaceAll(set, '<the run’s id>');
  const steps = backupSteps(wanted);
  const facts = guardFacts(inputs, directory);
  const factsOfCopy = copyTo && copyFacts(inputs, copyTo);
  const from = clock.now();
  const readings = await work.connections.use(server.id, (host) => askFacts(host, work.reach, [...Object.values(facts), ...Object.values(factsOfCopy ?? {}), ...steps.flatMap((step) => Object.values(step.needs(inputs)))]));
  const to = clock.now();
  const isHalf = await isHalfRestored(work, server.id);
  const all = await work.repositories.backupSets.of(server.id, lately);
  const sets = all.filter(({ destinationId }) => destinationId === id);
  const looks = steps.map((step): BackupStepLook => {
    if (isLater(step.id)) return { ...toView(step, { state: 'planned', blockedBy: null, commands: [], destroys: [], restarts: [] }, [], mask), isLater: true };
    const planned = planStep(step, readings, inputs);
    return { ...toView(step, planned, viewPlanned(planned, (command) => viewOf(command, { before: contentBefore(command, readings), mask }), mask), mask), isLater: false };
  });
  const isOfCopy = ({ id: step }: BackupStepLook) => step.startsWith('backups/copy');
  const blocked = looks.filter((look) => look.state === 'blocked' && !isOfCopy(look));
  const warnings = copyTo && factsOfCopy ? copyWarnings(copyTo, factsOfCopy, readings, (await allBackupSets(work, server.id, lately)).filter(({ destinationId }) => destinationId === copyTo.id), looks.filter(isOfCopy).flatMap(({ blockedBy }) => blockedBy ?? [])) : [];
  const guard = guardBackup({ ...beforeOf({ facts, readings, directory, sets, isHalfRestored: isHalf, asked: { from, to } }), age: await ageOf(work, server.id, all, to) });
  return {
    // A step that is blocked for the same reason knows more of it.
    guard: [...guard.filter(({ kind, outcome }) => outcome === 'warn' || !blocked.some(({ id: step }) => saidBy[kind]?.includes(step))), ...warnings],
    blockers: [...new Set(blocked.flatMap(({ blockedBy }) => blockedBy ?? []))],
    steps: looks,
    shown: repairId(looks.flatMap(({ commands }) => commands.filter(isGrave))),
  };
}

/** At whichever destination the newest one lies. */
async function ageOf({ repositories }: Work, serverId: string, sets: readonly BackupSet[], now: number): Promise<BeforeBackup['age']> {
  const newest = newestFirst(sets).find((set) => isComplete(set) && startOf(set) <= now);
  const { oldestHours } = (await repositories.backupSchedules.get(serverId))?.limits ?? usualBackupLimits;
  return newest ? { hours: Math.floor((now - startOf(newest)) / 3_600_000), oldestHours } : null;
}

/** A proof reads what a part has stored, and the manifest names what the proofs have counted. */
const isLater = (step: string): boolean => step.endsWith('-verified') || ['backups/manifest', 'backups/copy', 'backups/copy-manifest'].includes(step);

const saidBy: Partial<Record<BackupGuard['kind'], readonly string[]>> = {
  mounted: ['backups/repository'],
  services: ['backups/mongodb'],
  elasticsearch: ['backups/elasticsearch-path-repo', 'backups/elasticsearch'],
  snapshot: ['backups/elasticsearch'],
};
