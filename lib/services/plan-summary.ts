import type { Plan, StepPlan } from '@/lib/contract/plan';
import { count, formatDuration, roughly } from '@/lib/core/units';

/** The figures of a plan. */
export function summarize(steps: readonly StepPlan[]): Plan['summary'] {
  const planned = steps.filter((step) => step.state === 'planned');
  const commands = planned.flatMap((step) => step.commands);
  return {
    steps: planned.length,
    inPlace: steps.filter((step) => step.state === 'in-place' && !step.notNeeded).length,
    notNeeded: steps.filter((step) => step.state === 'in-place' && step.notNeeded).length,
    departures: planned.filter((step) => step.departs).length,
    commands: commands.length,
    files: commands.filter((command) => command.kind === 'install').length,
    downloads: commands.filter((command) => command.effect === 'downloads').length,
    restarts: unique(planned.flatMap((step) => step.restarts)),
    destroys: unique(planned.flatMap((step) => step.destroys)),
    usually: planned.reduce((sum, step) => sum + step.usually, 0),
  };
}

/** The first line of the page. What restarts and what is lost is listed below it, each in a sentence of its own. */
export function planSentence(steps: readonly StepPlan[], summary: Plan['summary']): string {
  const blocked = steps.filter((step) => step.state === 'blocked');
  if (summary.steps === 0 && blocked.length === 0) return 'Everything is in place: nothing to do.';
  const first = summary.steps === 0 ? [] : [`${count(summary.steps, 'step')} with ${count(summary.commands, 'command')}, about ${formatDuration(roughly(summary.usually))}.`];
  const listed = [
    ...(summary.restarts.length > 0 ? [count(summary.restarts.length, 'restart')] : []),
    ...(summary.destroys.length > 0 ? [count(summary.destroys.length, 'loss', 'losses')] : []),
  ];
  const below = listed.length === 0 ? [] : [`${listed.join(' and ')} ${summary.restarts.length + summary.destroys.length === 1 ? 'is' : 'are'} listed below.`];
  return [...first, ...below, ...(blocked.length > 0 ? [`${count(blocked.length, 'step')} can't be planned yet.`] : [])].join(' ');
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
