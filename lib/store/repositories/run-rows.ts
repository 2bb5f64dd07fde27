import type { CommandView } from '@/lib/contract/plan';
import type { ExecutedCommand } from '@/lib/contract/record';
import type { Failure, StepState, Wait } from '@/lib/contract/run';
import type { Database } from '../database';
import type { ApprovedCommand, AttemptRecord, AttemptState, RunChange, RunHead, RunRecord, StepChange, StepRecord } from './run-record';
import { iso, isoOrNull } from './times';

type Row<M extends 'run' | 'runStep' | 'attempt'> = NonNullable<Awaited<ReturnType<Database[M]['findFirst']>>>;

export function toRun(row: Row<'run'> & { steps: Row<'runStep'>[]; attempts: Row<'attempt'>[] }): RunRecord {
  const attempts = row.attempts.map(toAttempt).sort((a, b) => a.afterSeq - b.afterSeq);
  const steps = row.steps.map((step) => toStep(step, attempts.filter((attempt) => attempt.stepId === step.stepId)));
  return { ...toHead(row), steps: steps.sort((a, b) => a.position - b.position) };
}

export function toHead(row: Row<'run'>): RunHead {
  return {
    id: row.id,
    serverId: row.serverId,
    serverName: row.serverName,
    kind: row.kind as RunHead['kind'],
    title: row.title,
    state: row.state as RunHead['state'],
    actor: row.actor,
    planId: row.planId,
    inputsHash: row.inputsHash,
    rebootAt: isoOrNull(row.rebootAt),
    createdAt: iso(row.createdAt),
    startedAt: isoOrNull(row.startedAt),
    endedAt: isoOrNull(row.endedAt),
    lastSeq: row.lastSeq,
  };
}

function toStep(row: Row<'runStep'>, attempts: AttemptRecord[]): StepRecord {
  return {
    stepId: row.stepId,
    position: row.position,
    title: row.title,
    chapter: row.chapter,
    guide: row.guide,
    departure: row.departure,
    state: row.state as StepState,
    usually: row.usually,
    interruptible: row.interruptible,
    approved: JSON.parse(row.approved) as ApprovedCommand[],
    executed: row.executed === null ? null : (JSON.parse(row.executed) as CommandView[]),
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
    waitsFor: row.waitsFor === null ? null : (JSON.parse(row.waitsFor) as Wait),
    skipReason: row.skipReason,
    exitCode: row.exitCode,
    startedAt: isoOrNull(row.startedAt),
    endedAt: isoOrNull(row.endedAt),
    attempts,
  };
}

function toAttempt(row: Row<'attempt'>): AttemptRecord {
  return { id: row.id, stepId: row.stepId, state: row.state as AttemptState, bootId: row.bootId, logOffset: row.logOffset, exitCode: row.exitCode, afterSeq: row.afterSeq, executed: row.executed === null ? null : (JSON.parse(row.executed) as ExecutedCommand[]), createdAt: iso(row.createdAt), endedAt: isoOrNull(row.endedAt) };
}

const date = (time: number | null | undefined) => (time === undefined ? undefined : time === null ? null : new Date(time));
const json = (value: unknown) => (value === undefined ? undefined : value === null ? null : JSON.stringify(value));

/** Prisma leaves a column alone when its value is undefined. */
export function runData({ state, startedAt, endedAt, rebootAt }: Omit<NonNullable<RunChange['run']>, 'expect' | 'expectSeq' | 'inputs'>) {
  return { state, startedAt: date(startedAt), endedAt: date(endedAt), rebootAt: date(rebootAt) };
}

export function stepData({ state, approved, executed, failure, waitsFor, skipReason, exitCode, startedAt, endedAt }: Omit<StepChange, 'id'>) {
  return {
    state,
    approved: approved === undefined ? undefined : JSON.stringify(approved),
    executed: json(executed),
    failure: json(failure),
    waitsFor: json(waitsFor),
    skipReason,
    exitCode,
    startedAt: date(startedAt),
    endedAt: date(endedAt),
  };
}
