import { count, formatDuration } from '@/lib/core/units';
import type { RunStep } from '@/lib/contract/run';
import type { RunRecord, StepRecord } from '@/lib/store/repositories/run-record';

const ended: readonly StepRecord['state'][] = ['done', 'in-place', 'skipped'];
export const isEnded = (step: StepRecord): boolean => ended.includes(step.state);

/** The step at which the run is: the first that has not ended. */
export function currentStep(run: RunRecord): StepRecord | null {
  return run.steps.find((step) => !isEnded(step)) ?? null;
}

/** One whole sentence for the page's first line. */
export function runSentence(run: RunRecord, now: number, bars: RunStep['bars'] = []): string {
  if (run.kind === 'adopted' && run.state !== 'unknown') return adoptedSentence(run);
  const step = currentStep(run);
  const place = step === null ? null : run.kind === 'acceptance' ? 'The acceptance test' : `Step ${step.position + 1} of ${run.steps.length}`;
  const title = step === null ? '' : inSentence(step.title);
  switch (run.state) {
    case 'queued':
      return 'Waiting to start.';
    case 'running':
      return place === null ? 'All steps are done; finishing.' : run.kind === 'acceptance' ? `The acceptance test runs${leftWords(run, now, bars)}.` : `${place}: ${title}${leftWords(run, now, bars)}.`;
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

/**
 * Milliseconds left: by the rate of its bytes for a step that loads, else by the usual times of the steps that have not
 * ended. One that the plan showed in place counts nothing. Null when the current one is past its usual time.
 */
export function timeLeft(run: RunRecord, now: number, bars: RunStep['bars'] = []): number | null {
  let left = 0;
  for (const step of run.steps.filter((each) => !isEnded(each))) {
    if (step.state !== 'running') {
      left += isDue(run, step) ? step.usually : 0;
      continue;
    }
    const gone = step.startedAt === null ? 0 : now - Date.parse(step.startedAt);
    const rest = leftOfBytes(bars, gone) ?? step.usually - gone;
    if (rest < 0) return null;
    left += rest;
  }
  return left;
}

/** A step of an installation without approved commands was in place when it was planned. */
const isDue = ({ kind }: RunRecord, { approved, attempts }: StepRecord): boolean => kind !== 'install' || approved.length > 0 || attempts.length > 0;

/** Null while there is no true figure. */
function leftOfBytes(bars: RunStep['bars'], gone: number): number | null {
  const bytes = bars.find(({ unit }) => unit === 'bytes');
  return bytes === undefined || bytes.total === null || bytes.current <= 0 ? null : (gone * Math.max(bytes.total - bytes.current, 0)) / bytes.current;
}

function leftWords(run: RunRecord, now: number, bars: RunStep['bars']): string {
  const left = timeLeft(run, now, bars);
  return left === null || left < 60_000 ? '' : `, about ${formatDuration(Math.round(left / 60_000) * 60_000)} left`;
}

/** "Install Docker" within a sentence; names that are written in capitals stay. */
export function inSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
