import type { AttemptRecord, RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { viewOf } from '@/lib/shell/render';
import type { RunContext } from './run-context';
import { blockedStep, notShown, wasInterrupted } from './run-failure';
import { planFresh, say } from './run-plan-step';

/** After an attempt has ended: a step is done when planning it again from fresh facts yields nothing. */
export async function judge(context: RunContext, run: RunRecord, step: StepRecord, attempt: AttemptRecord): Promise<void> {
  const from = context.now();
  const { planned, readings } = await planFresh(context, run, step);
  const now = context.now();
  if (planned.state === 'in-place') {
    context.judged = { readings, at: from };
    return context.commit({ run: { expect: run.state }, steps: [{ id: step.stepId, state: 'done', endedAt: now, failure: null, waitsFor: null }], lines: say(step, `${step.title}: done, and the server shows it.`) });
  }

  const missing = planned.commands.map((command) => viewOf(command, { mask: (text) => context.redactor.redact(text) }).text);
  const isInterrupted = attempt.state === 'interrupted';
  const failure =
    planned.state === 'blocked' ? { ...blockedStep(context.redactor.redact(planned.blockedBy ?? 'A fact could not be read.')), serverState: isInterrupted ? 'The step was interrupted; how far it came is not known.' : 'All commands of this step ran and reported no error.' }
    : isInterrupted ? await wasInterrupted(context, step, await context.use((host) => host.status(attempt.id)), missing)
    : await notShown(context, step, missing);
  const state = isInterrupted ? ('interrupted' as const) : ('failed' as const);
  await context.commit({
    run: { expect: run.state, state: run.state === 'cancelling' ? undefined : state },
    steps: [{ id: step.stepId, state, endedAt: now, failure }],
    lines: say(step, `${step.title}: ${failure.sentence}`),
  });
}
