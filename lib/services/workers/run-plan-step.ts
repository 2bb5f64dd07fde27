import type { CommandView } from '@/lib/contract/plan';
import { replacing } from '@/lib/contract/restore-steps';
import { askFacts } from '@/lib/engine/ask';
import type { PlannedStep } from '@/lib/engine/plan';
import { surprises, viewPlanned } from '@/lib/engine/surprises';
import type { Readings } from '@/lib/engine/types';
import { count, seconds } from '@/lib/core/units';
import { viewOf } from '@/lib/shell/render';
import type { AttemptRecord, RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { isRecent } from '../approvals';
import { contentBefore } from '../content-before';
import { rebootQuestion } from './reboot-question';
import { commandResults } from './command-results';
import { beforeReplacing } from './restore-safety';
import type { RunContext } from './run-context';
import { blockedStep } from './run-failure';
import { runnableOf } from './runnable';

/** For so long after it was asked for the step before, while this console runs nothing, what a place of backups said is fresh: each question to it takes half a second and more. All else is asked anew. */
const freshFor = seconds(5);
const isOfPlace = (fact: string) => fact.startsWith('restic-');

/** Asks the step's facts, but for those that are known, and plans it. Rejects when the connection fails; what can't be told makes it `blocked`. */
export async function planFresh(context: RunContext, run: RunRecord, step: StepRecord, known: Readings = new Map()): Promise<{ planned: PlannedStep; readings: Readings }> {
  const runnable = runnableOf(context.work.guide, run, step.stepId, context.inputs(run), context.now());
  if (runnable === null) return { planned: { state: 'blocked', blockedBy: 'This release of the console has no such step. Cancel the run and make a new plan.', commands: [], destroys: [], restarts: [] }, readings: new Map() };
  const lacking = runnable.facts.filter(({ id }) => known.get(id)?.readable !== true);
  const readings = new Map([...known, ...(await context.use((host) => askFacts(host, context.work.reach, lacking)))]);
  return { planned: runnable.plan(readings), readings };
}

/**
 * Plans a step and records what follows (never while the run is being cancelled): in place, a nod to wait for, a failure, or an attempt that may be started.
 * The attempt is in the database before anything is started. `unstarted`: one that was recorded and never claimed;
 * its id is used again, so that a start that was under way when the console died can't happen beside a second one.
 */
export async function planNext(context: RunContext, run: RunRecord, step: StepRecord, unstarted: AttemptRecord | null = null): Promise<void> {
  // What a backup may delete is decided anew: meanwhile a set may have been proven, or the retention changed.
  if (run.kind === 'backup') await context.reload();
  const { judged } = context;
  context.judged = null;
  const age = judged === null ? null : context.now() - judged.at;
  // A clock that was set back tells no age.
  const known = age !== null && age >= 0 && age < freshFor ? new Map([...judged!.readings].filter(([id]) => isOfPlace(id))) : undefined;
  const { planned, readings } = await planFresh(context, run, step, known);
  const now = context.now();
  const isFirst = step.attempts.length === (unstarted ? 1 : 0);
  const drop = unstarted ? { attempt: { id: unstarted.id, state: 'unneeded' as const, endedAt: now } } : {};

  if (planned.state === 'in-place')
    return context.commit({ ...drop, run: { expect: run.state }, steps: [{ id: step.stepId, state: isFirst ? 'in-place' : 'done', endedAt: isFirst ? now : endOf(step, now), failure: null, waitsFor: null }], lines: say(step, isFirst ? `${step.title}: in place already.` : `${step.title}: asked back, it is done.`) });
  const replaces = planned.state === 'planned' && run.kind === 'restore' && replacing.includes(step.stepId) ? await beforeReplacing(context, run, step, planned) : null;
  if (planned.state === 'blocked' || replaces?.refusal) {
    const failure = blockedStep(context.redactor.redact(replaces?.refusal?.sentence ?? planned.blockedBy ?? 'A fact could not be read.'), replaces?.refusal?.remedy);
    return context.commit({ ...drop, run: { expect: run.state, state: 'failed' }, steps: [{ id: step.stepId, state: 'failed', endedAt: now, failure, waitsFor: null }], lines: say(step, `${step.title}: not started. ${failure.sentence}`) });
  }

  const mask = (text: string) => context.redactor.redact(text);
  const commands = viewPlanned(planned, (command) => viewOf(command, { before: contentBefore(command, readings), mask }), mask);
  const wait = (waitsFor: NonNullable<StepRecord['waitsFor']>) =>
    context.commit({ ...drop, run: { expect: run.state, state: 'waiting' }, steps: [{ id: step.stepId, state: 'waiting', waitsFor, startedAt: null }], lines: say(step, waitsFor.sentence) });
  const restart = planned.commands.find((command) => command.kind === 'reboot');
  if (restart) {
    const question = await rebootQuestion(context, run);
    if (question !== null) return wait({ kind: 'reboot', sentence: question, commands });
  }
  // What an earlier attempt of this run began, such as half of the containers, may be begun again without another nod.
  const last = step.attempts.at(-1);
  const since = replaces?.since ?? null;
  const begun = last && since === null && isRecent(last.createdAt, now) ? (step.executed ?? []).map((command) => ({ ...command, effect: 'restarts' as const })) : [];
  const approved = since === null ? step.approved : step.approved.filter(({ approvedAt }) => approvedAt !== undefined && Date.parse(approvedAt) > since);
  const unseen = surprises([...approved, ...begun], commands).filter((command) => command.kind !== 'reboot');
  if (unseen.length > 0)
    return wait({ kind: 'nod', sentence: `${step.title}: ${count(unseen.length, 'command')} that nobody has approved as it stands would ${whatFor(unseen)}.${replaces === null ? '' : ` ${replaces.told}`} Approve to go on.`, commands: [...unseen] });

  const id = unstarted?.id ?? context.newId();
  context.planned.set(id, planned.commands);
  context.bars.reset();
  await context.commit({
    ...(unstarted ? { attempt: { id, executed: commandResults(commands, null) } } : { newAttempt: { id, stepId: step.stepId, executed: commandResults(commands, null) } }),
    run: { expect: run.state, ...(restart ? { rebootAt: null } : {}) },
    steps: [{ id: step.stepId, state: 'running', startedAt: now, endedAt: null, exitCode: null, failure: null, waitsFor: null, executed: commands }],
    lines: say(step, `${step.title}: ${count(planned.commands.length, 'command')}.`),
  });
}

/** Asked again after a retry, a step took as long as its own attempt took, not until now. */
function endOf({ attempts }: StepRecord, now: number): number {
  const ended = attempts.at(-1)?.endedAt ?? null;
  return ended === null ? now : Date.parse(ended);
}

function whatFor(unseen: readonly CommandView[]): string {
  const losses = [...new Set(unseen.flatMap(({ loses }) => loses ?? []))];
  if (losses.length > 0) return `destroy something: ${losses.join('; ')}`;
  return unseen.some(({ effect }) => effect === 'destroys') ? 'destroy something' : 'restart something';
}

export function say(step: StepRecord | null, text: string) {
  return { stream: 'console' as const, step: step?.stepId ?? null, texts: [text] };
}
