import { newId } from '@/lib/core/ids';
import { utcMinute } from '@/lib/core/units';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import type { RunRecord, StepRecord } from '../repositories/run-record';
import { createRunRepository } from '../repositories/runs';

const ended: readonly StepRecord['state'][] = ['done', 'in-place', 'skipped'];

const mayHaveBegun = ({ stepId, state, attempts }: StepRecord): boolean => stepId.startsWith('restore/') && !ended.includes(state) && attempts.at(-1)?.state !== 'open';

/**
 * Lays down what was open when the backup was made: how it went on is unknown here, and its server may have been changed since. Nothing of it
 * goes on before a person has it retried; what was approved then is approved no more, and a reboot that was given a time is asked for again.
 * What only follows an attempt (`adopted`) stays: it starts nothing.
 * @param at when the backup was made, as text of ISO 8601
 * @param now milliseconds since 1970
 * @returns how many were laid down
 */
export async function restOpenRuns(database: Database, encryption: Encryption, at: string, now: number): Promise<number> {
  const runs = createRunRepository(database, encryption);
  let count = 0;
  for (const { id } of await runs.open()) {
    const run = await runs.get(id);
    if (run === null || run.kind === 'adopted') continue;
    // All its steps have ended: it is closed, and changes nothing.
    const step = run.steps.find(({ state }) => !ended.includes(state));
    if (step === undefined) continue;
    await rest(run, step);
    count++;
  }
  return count;

  async function rest(run: RunRecord, current: StepRecord): Promise<void> {
    const sentence = `This console was restored from its backup of ${utcMinute(Date.parse(at))}. How this run went on since then is not known here, so it is not gone on with.`;
    const remedy = 'Look first what is so on the server, and whether another run was made since then. Then cancel this run; or retry it, which asks the server again and asks you anew for what it destroys or restarts.';
    const failure = { sentence, cause: null, serverState: 'It is as it was left since: nothing was done on it by this restored console.', remedy, lines: [] };
    await runs.commit(run.id, {
      run: { expect: run.state, state: run.state === 'failed' ? undefined : 'interrupted', rebootAt: null },
      steps: run.steps.filter(({ state }) => !ended.includes(state)).map((step) => ({ id: step.stepId, approved: [], ...(step === current ? { state: run.state === 'failed' ? step.state : 'interrupted', waitsFor: null, failure } : {}) })),
      lines: { stream: 'console', step: null, texts: [sentence] },
    }, now);
    if (run.kind === 'restore') for (const step of run.steps) if (mayHaveBegun(step)) await doubt(run.id, step);
  }

  /** Each part of a restore may have been put in place since: cancelled, it must not count as one that has replaced nothing. */
  async function doubt(runId: string, { stepId, title }: StepRecord): Promise<void> {
    const id = newId();
    await runs.commit(runId, { newAttempt: { id, stepId, executed: [] }, lines: { stream: 'console', step: stepId, texts: [`${title}: whether it was begun since is not known here.`] } }, now);
    await runs.commit(runId, { attempt: { id, state: 'interrupted', endedAt: now } }, now);
  }
}
