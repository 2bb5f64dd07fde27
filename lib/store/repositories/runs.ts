import type { Line } from '@/lib/contract/run';
import { asideKinds, openRunStates } from '@/lib/contract/run';
import { GroundcrewError } from '@/lib/core/errors';
import type { Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { appendLines } from './journal';
import type { RunChange, RunHead, RunRecord, StepRecord } from './run-record';
import { runData, stepData, toHead, toRun } from './run-rows';

type NewStep = Pick<StepRecord, 'stepId' | 'title' | 'chapter' | 'guide' | 'departure' | 'usually' | 'interruptible' | 'approved'>;
/**
 * `inputs` is JSON of the settings and materials as approved; it is encrypted as a whole.
 * `adopts`: an attempt that was found running or ended on the server; it becomes the first step's, which is running from the start.
 */
export type NewRun = Pick<RunHead, 'id' | 'serverName' | 'kind' | 'title' | 'actor' | 'planId' | 'inputsHash'> & { serverId: string; rebootAt: number | null; inputs: Secret; steps: readonly NewStep[]; adopts?: { attempt: string; startedAt: number | null } };

export interface RunRepository {
  /** null when the server already has an open run, or the attempt that it adopts is known: then nothing was added. */
  add(run: NewRun, now: number): Promise<RunRecord | null>;
  get(id: string): Promise<RunRecord | null>;
  inputs(id: string): Promise<Secret>;
  /** Newest first. `steps`: only runs that have one of these. */
  list(filter: { serverId?: string; kind?: RunHead['kind'] | undefined; steps?: readonly string[]; limit: number }): Promise<RunRecord[]>;
  /** Those that did not end before a time (milliseconds), newest first; of one server, or by one statement of a whole fleet. */
  notEndedBefore(time: number, serverId?: string): Promise<RunRecord[]>;
  /** Which of these attempts this console has a record of. */
  knownAttempts(ids: readonly string[]): Promise<ReadonlySet<string>>;
  openOf(serverId: string): Promise<RunHead | null>;
  open(): Promise<RunHead[]>;
  /**
   * One transaction: all of it or nothing. Answers the lines with the seq that they got.
   * Throws GroundcrewError `conflict` with reason `run.moved` when the run is in another state than was expected.
   */
  commit(id: string, change: RunChange, now: number): Promise<Line[]>;
}

/** Prisma gives up on a transaction after 5 s unless told otherwise; a busy machine is slower. */
const patience = { maxWait: 30_000, timeout: 30_000 };

export function createRunRepository(database: Database, encryption: Encryption): RunRepository {
  const place = (row: string) => ({ table: 'Run', column: 'inputsEnc', row });
  // An adopted attempt that ended can't be retried, so nothing of it is open. A run that stands aside and failed is over once its worker has ended it.
  const isOpen = {
    OR: [
      { kind: { notIn: ['adopted', ...asideKinds] }, state: { in: [...openRunStates] } },
      { kind: 'adopted', state: { in: ['running', 'unknown'] } },
      { kind: { in: [...asideKinds] }, state: { in: openRunStates.filter((state) => state !== 'failed' && state !== 'interrupted') } },
      { kind: { in: [...asideKinds] }, state: { in: ['failed', 'interrupted'] }, endedAt: null },
    ],
  };
  const get = async (id: string) => {
    const row = await database.run.findUnique({ where: { id }, include: { steps: true, attempts: true } });
    return row === null ? null : toRun(row);
  };
  return {
    get,
    async add({ id, steps, inputs, rebootAt, adopts, ...head }, now) {
      const inputsEnc = encryption.encrypt(inputs, place(id));
      const added = await database.$transaction(async (tx) => {
        // The write comes first, so that two starts at once are one after the other; the loser takes its row back.
        await tx.run.create({ data: { id, ...head, state: adopts ? 'running' : 'queued', startedAt: adopts ? new Date(adopts.startedAt ?? now) : null, inputsEnc, rebootAt: rebootAt === null ? null : new Date(rebootAt), createdAt: new Date(now) } });
        const others = await tx.run.count({ where: { serverId: head.serverId, id: { not: id }, ...isOpen } });
        const known = adopts ? await tx.attempt.count({ where: { id: adopts.attempt } }) : 0;
        if (others + known > 0) {
          await tx.run.delete({ where: { id } });
          return false;
        }
        await tx.runStep.createMany({ data: steps.map(({ approved, ...step }, position) => ({ runId: id, position, ...step, state: adopts ? 'running' : 'pending', startedAt: adopts ? new Date(adopts.startedAt ?? now) : null, approved: JSON.stringify(approved) })) });
        if (adopts && steps[0]) await tx.attempt.create({ data: { id: adopts.attempt, runId: id, stepId: steps[0].stepId, state: 'open', createdAt: new Date(now) } });
        return true;
      }, patience);
      return added ? get(id) : null;
    },
    async inputs(id) {
      const { inputsEnc } = await database.run.findUniqueOrThrow({ where: { id }, select: { inputsEnc: true } });
      return encryption.decrypt(inputsEnc, place(id));
    },
    list: async ({ serverId, kind, steps, limit }) => (await database.run.findMany({ where: { serverId, kind, ...(steps && { steps: { some: { stepId: { in: [...steps] } } } }) }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, include: { steps: true, attempts: true } })).map(toRun),
    notEndedBefore: async (time, serverId) => (await database.run.findMany({ where: { serverId, OR: [{ endedAt: null }, { endedAt: { gte: new Date(time) } }] }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], include: { steps: true, attempts: true } })).map(toRun),
    knownAttempts: async (ids) => new Set((await database.attempt.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })).map((row) => row.id)),
    async openOf(serverId) {
      const row = await database.run.findFirst({ where: { serverId, ...isOpen }, orderBy: { createdAt: 'desc' } });
      return row === null ? null : toHead(row);
    },
    open: async () => (await database.run.findMany({ where: isOpen, orderBy: { createdAt: 'asc' } })).map(toHead),
    commit: (runId, { run, steps = [], newAttempt, attempt, lines }, now) =>
      database.$transaction(async (tx) => {
        const appended = lines && lines.texts.length > 0 ? await appendLines(tx, runId, lines, now) : [];
        if (run) {
          // The state is always written: without any data Prisma would count no row.
          const lastSeq = run.expectSeq === undefined ? undefined : run.expectSeq + appended.length;
          const { count } = await tx.run.updateMany({ where: { id: runId, state: run.expect, lastSeq }, data: { ...runData(run), state: run.state ?? run.expect, ...(run.inputs ? { inputsHash: run.inputs.hash, inputsEnc: encryption.encrypt(run.inputs.json, place(runId)) } : {}) } });
          if (count === 0) throw moved();
        }
        for (const { id: stepId, ...change } of steps) await tx.runStep.update({ where: { runId_stepId: { runId, stepId } }, data: stepData(change) });
        if (newAttempt) {
          const { lastSeq: afterSeq } = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { lastSeq: true } });
          await tx.attempt.create({ data: { ...newAttempt, executed: JSON.stringify(newAttempt.executed), runId, state: 'open', afterSeq, createdAt: new Date(now) } });
        }
        if (attempt) {
          const { id, expectOffset, endedAt, executed, ...change } = attempt;
          const { count } = await tx.attempt.updateMany({ where: { id, logOffset: expectOffset }, data: { ...change, executed: executed && JSON.stringify(executed), endedAt: endedAt === undefined ? undefined : new Date(endedAt) } });
          if (count === 0) throw moved();
        }
        return appended;
      }, patience),
  };
}

function moved(): GroundcrewError {
  return new GroundcrewError({ code: 'conflict', reason: 'run.moved', message: 'The run has moved on meanwhile. Nothing was changed.', remedy: 'Look at the run again.' });
}
