import type { Finding } from '@/lib/contract/finding';
import type { Command } from '@/lib/shell/command';
import type { Check, Readings } from './types';
import { valuesOf } from './values';

/** A finding before the services add evidence, override and the repair's shown commands. */
export type Evaluated = Omit<Finding, 'override' | 'evidence' | 'repair'> & {
  readonly repair: { readonly title: string; readonly commands: readonly Command[] } | null;
  readonly isNote: boolean;
  readonly isLeftByRepair: boolean;
};

const mostSubjects = 100;

/**
 * Judges one check. Any need that is unreadable makes it `unknown`; the first outcome that holds wins.
 * `at` is when its facts were asked, in milliseconds since 1970. Pure.
 */
export function evaluate<S>(check: Check<S>, readings: Readings, inputs: S, at: number): Evaluated {
  const needs = check.needs(inputs);
  const base = {
    id: check.id,
    title: check.title,
    chapter: check.chapter,
    guide: check.guide === null || typeof check.guide === 'string' ? check.guide : check.guide.join(', '),
    wanted: check.wanted?.(inputs) ?? null,
    askedFrom: Object.values(needs).some((fact) => fact.from === 'server') ? ('server' as const) : ('console' as const),
    askedAt: new Date(at).toISOString(),
  };
  const known = valuesOf(needs, readings);
  if ('reason' in known) {
    return { ...base, outcome: 'unknown', message: known.reason, actual: null, remedy: 'Ask again; when it stays unknown, look at the command and its answer.', repair: null, isNote: false, isLeftByRepair: false };
  }
  const { values } = known;
  const rule = check.outcomes.find((each) => each.when(values, inputs, at));
  if (rule === undefined) throw new Error(`No outcome of the check ${check.id} holds: its last one must always hold.`);
  const isIll = rule.outcome === 'warn' || rule.outcome === 'fail';
  const commands = isIll || rule.mayRepair ? (check.repair?.plan(values, inputs) ?? []) : [];
  return {
    ...base,
    outcome: rule.outcome,
    message: rule.message(values, inputs, at),
    actual: check.actual?.(values, inputs) ?? null,
    remedy: typeof rule.remedy === 'function' ? rule.remedy(values, inputs, at) : (rule.remedy ?? null),
    repair: check.repair !== undefined && commands.length > 0 ? { title: check.repair.title, commands } : null,
    ...(isIll && check.subjects && { subjects: check.subjects(values, inputs, at).slice(0, mostSubjects) }),
    isNote: rule.isNote === true,
    isLeftByRepair: rule.isLeftByRepair === true,
  };
}
