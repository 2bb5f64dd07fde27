import type { InstallRecord, RecordedAttempt } from '@/lib/contract/record';
import type { AttemptRecord, RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { findServer } from './find-server';
import { readSnapshot, type Snapshot } from './inputs';
import { slotFile } from '@/lib/contract/materials';
import { recordMarkdown } from './record-markdown';
import type { Implementation } from './types';
import { workOf } from './work';

/** The record of the last installation that came to its end; else of the last one that was begun. */
export const getRecord: Implementation<'record.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  const runs = (await work.repositories.runs.list({ serverId: server.id, limit: 200 })).filter((run) => run.kind === 'install');
  const run = runs.find(({ state, steps }) => state === 'done' && steps.some((step) => step.state === 'done')) ?? runs.find(({ state }) => state === 'done') ?? runs[0];
  if (!run) return null;
  const snapshot = await readSnapshot(work, run.id);
  const record = toRecord(server, run, snapshot);
  return { ...record, markdown: recordMarkdown(record) };
};

/** Pure. Nothing secret goes in: the commands are the masked ones, the files only by their hash. */
export function toRecord(server: ServerRecord, run: RunRecord, { files, overrides = [] }: Pick<Snapshot, 'files' | 'overrides'>): Omit<InstallRecord, 'markdown'> {
  return {
    serverName: server.name,
    address: server.address,
    clearmlUrl: server.clearmlUrl,
    // Of an installation that was changed since, a verification of before says nothing.
    verifiedAt: server.state === 'installed' ? server.verifiedAt : null,
    by: run.actor,
    startedAt: run.startedAt ?? run.createdAt,
    endedAt: run.endedAt,
    files: (['compose', 'override', 'constants'] as const).flatMap((slot) => {
      const file = files[slot];
      return file ? [{ fileName: slotFile[slot], sha256: file.sha256 }] : [];
    }),
    steps: run.steps.map(toStep),
    overrides: overrides.map(({ title, message, reason, by, at }) => ({ title, message, reason, by, at })),
    skipped: run.steps.filter((step) => step.state === 'skipped').map(({ title, skipReason }) => ({ title, reason: skipReason ?? '' })),
  };
}

function toStep(step: StepRecord): InstallRecord['steps'][number] {
  const { title, guide, state, startedAt, endedAt, exitCode, departure, attempts } = step;
  const milliseconds = attempts.length > 0 && startedAt !== null && endedAt !== null ? Date.parse(endedAt) - Date.parse(startedAt) : null;
  return { title, guide, state, milliseconds, exitCode, departure, attempts: attempts.flatMap(toAttempt) };
}

/** One that was never started ran nothing. */
function toAttempt({ state, createdAt, endedAt, exitCode, executed }: AttemptRecord): RecordedAttempt[] {
  if (state === 'unneeded') return [];
  const milliseconds = endedAt === null ? null : Date.parse(endedAt) - Date.parse(createdAt);
  return [{ state, startedAt: createdAt, milliseconds: milliseconds !== null && milliseconds >= 0 ? milliseconds : null, exitCode, commands: [...(executed ?? [])] }];
}
