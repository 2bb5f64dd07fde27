import { count, formatDuration } from '@/lib/core/units';
import type { RunRecord, StepRecord } from '@/lib/store/repositories/run-record';

const ended: readonly StepRecord['state'][] = ['done', 'in-place', 'skipped'];
export const isEnded = (step: StepRecord): boolean => ended.includes(step.state);

/** The step at which the run is: the first that has not ended. */
export function currentStep(run: RunRecord): StepRecord | null {
  return run.steps.find((step) => !isEnded(step)) ?? null;
}

/** One whole sentence for the page's first line. */
export function runSentence(run: RunRecord, now: number): string {
  if (run.kind === 'adopted' && run.state !== 'unknown') return adoptedSentence(run);
  const step = currentStep(run);
  const place = step === null ? null : `Step ${step.position + 1} of ${run.steps.length}`;
  const title = step === null ? '' : inSentence(step.title);
  switch (run.state) {
    case 'queued':
      return 'Waiting to start.';
    case 'running':
      return place === null ? 'All steps are done; finishing.' : `${place}: ${title}${leftWords(run, now)}.`;
    case 'waiting':
      return step?.waitsFor?.sentence ?? `${place ?? 'The run'} waits.`;
    case 'cancelling':
      return step !== null && step.state === 'running' && !step.interruptible
        ? `Cancelling: ${title} must not be stopped half-way, so the console waits until it has ended.`
        : 'Cancelling: the console waits until the running command is verified to have stopped.';
    case 'cancelled':
      return step === null ? 'Cancelled.' : `Cancelled at step ${step.position + 1} of ${run.steps.length}: ${title}.`;
    case 'failed':
      return `${place ?? 'A step'} failed: ${step?.failure?.cause ?? step?.failure?.sentence ?? `${title}.`}`;
    case 'interrupted':
      return `${place ?? 'A step'} was interrupted: ${step?.failure?.sentence ?? title}`;
    case 'unknown':
      return step?.waitsFor?.sentence ?? 'The connection to the server was lost; the console keeps asking.';
    case 'done':
      return doneSentence(run);
  }
}

/** What is known of an attempt that this console did not start. */
function adoptedSentence({ state, steps: [step] }: RunRecord): string {
  if (state === 'running' || state === 'queued') return 'Following what was found on the server; this console did not start it.';
  return `Found on the server. ${step?.failure?.sentence ?? 'It ended with exit code 0.'}`;
}

function doneSentence(run: RunRecord): string {
  const skipped = run.steps.filter((step) => step.state === 'skipped').length;
  const changed = run.steps.filter((step) => step.state === 'done').length;
  const took = run.startedAt !== null && run.endedAt !== null ? ` in ${formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt))}` : '';
  if (changed === 0 && skipped === 0) return 'Everything was in place already: nothing was done.';
  const first = changed === 0 ? `${run.steps.length - skipped} in place already` : `${count(changed, 'step')} done${took}, ${run.steps.length - changed - skipped} in place already`;
  return skipped === 0 ? `${first}.` : `${first}, ${skipped} skipped.`;
}

/** Milliseconds left by the usual times of the steps that have not ended; null when the current one is past its own. */
export function timeLeft(run: RunRecord, now: number): number | null {
  const open = run.steps.filter((step) => !isEnded(step));
  let left = 0;
  for (const step of open) {
    const gone = step.state === 'running' && step.startedAt !== null ? now - Date.parse(step.startedAt) : 0;
    if (gone > step.usually && step.state === 'running') return null;
    left += Math.max(step.usually - gone, 0);
  }
  return left;
}

function leftWords(run: RunRecord, now: number): string {
  const left = timeLeft(run, now);
  return left === null || left < 60_000 ? '' : `, about ${formatDuration(Math.round(left / 60_000) * 60_000)} left`;
}

/** "Install Docker" within a sentence; names that are written in capitals stay. */
export function inSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
