import type { Plan, StepPlan } from '@/lib/contract/plan';
import { count, formatDuration, roughly } from '@/lib/core/units';
import { inSentence } from './run-sentence';

/** The figures of a plan. */
export function summarize(steps: readonly StepPlan[]): Plan['summary'] {
  const planned = steps.filter((step) => step.state === 'planned');
  const commands = planned.flatMap((step) => step.commands);
  return {
    steps: planned.length,
    inPlace: steps.filter((step) => step.state === 'in-place').length,
    commands: commands.length,
    files: commands.filter((command) => command.kind === 'install').length,
    downloads: commands.filter((command) => command.effect === 'downloads').length,
    restarts: unique(planned.flatMap((step) => step.restarts)),
    destroys: unique(planned.flatMap((step) => step.destroys)),
    usually: planned.reduce((sum, step) => sum + step.usually, 0),
  };
}

/** The first line of the page. */
export function planSentence(steps: readonly StepPlan[], summary: Plan['summary']): string {
  const blocked = steps.filter((step) => step.state === 'blocked');
  if (summary.steps === 0 && blocked.length === 0) return 'Everything is in place: nothing to do.';
  const parts = [`${count(summary.steps, 'step')} with ${count(summary.commands, 'command')}, about ${formatDuration(roughly(summary.usually))}`];
  if (summary.restarts.length > 0) parts.push(`restarts ${summary.restarts.map(inSentence).join(' and ')}`);
  if (summary.destroys.length > 0) parts.push(`destroys ${few(summary.destroys.map(inSentence))}`);
  if (blocked.length > 0) parts.push(`${count(blocked.length, 'step')} can't be planned yet`);
  return `${parts.join('; ')}.`;
}

/** A dozen containers would hide the rest of the sentence; the page lists them all below it. */
const few = (texts: readonly string[]): string => [...texts.slice(0, 2), ...(texts.length > 2 ? [`${texts.length - 2} more`] : [])].join(' and ');

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
