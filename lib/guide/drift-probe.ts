import { isBlocked } from '@/lib/engine/blocked';
import type { Needs, Probe, Values } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import { receipt } from '@/lib/facts/receipt';
import type { Command } from '@/lib/shell/command';
import { count } from '@/lib/core/units';
import { chapters } from './chapters';
import { probe } from './define';
import type { Inputs } from './inputs';
import { driftLines, takenKey } from './taken-items';

/** One thing that the install laid down and that is otherwise now. None of the texts holds a secret. */
export interface Change {
  /** What it is: a path, a setting, a service. */
  readonly item: string;
  readonly wanted: string;
  readonly actual: string;
  /** Where several things of the item may be otherwise, such as its ports: each by a name. Without it, the item is one. */
  readonly parts?: readonly string[];
}

interface Kind<N extends Needs> {
  readonly id: string;
  readonly guide: string | readonly string[] | null;
  readonly title: string;
  readonly every: number;
  readonly slow?: true;
  needs(inputs: Inputs): N;
  /** `installed`: what the install's receipt says. */
  changes(facts: Values<N>, inputs: Inputs, installed: string): readonly Change[];
  /** What is not as the materials want it, and need not be: they were changed after the install. A whole sentence; null: nothing. */
  pending?(facts: Values<N>, inputs: Inputs, installed: string): string | null;
  /** The install's own steps, for those of `items` that are still to be as they were laid down. */
  readonly repair?: { readonly title: string; plan(facts: Values<N>, inputs: Inputs, items: ReadonlySet<string>): readonly Command[] };
}

type Installed<N extends Needs> = N & { readonly installed: ServerFact<string | undefined> };
const mostTold = 8;

/** How one kind of thing that was laid down is compared with what is there (design.md §1: a step that would do something again). */
export function driftProbe<N extends Needs>(kind: Kind<N>): Probe<Inputs> {
  const { id, guide, title, every, slow, repair } = kind;
  type Facts = Values<Installed<N>>;
  const receiptOf = (facts: Facts): string | undefined => (facts as unknown as { installed: string | undefined }).installed;
  const all = (facts: Facts, inputs: Inputs): readonly Change[] => {
    const installed = receiptOf(facts);
    return installed === undefined ? [] : kind.changes(facts as unknown as Values<N>, inputs, installed).map(clean);
  };
  const isTaken = ({ item, actual }: Change, { taken }: Inputs): boolean => taken.get(takenKey(id, item)) === actual;
  const open = (facts: Facts, inputs: Inputs): readonly Change[] => all(facts, inputs).filter((change) => !isTaken(change, inputs));
  const waiting = (facts: Facts, inputs: Inputs): string | null => kind.pending?.(facts, inputs, receiptOf(facts) ?? '') ?? null;
  return probe<Installed<N>>({
    id,
    guide,
    title,
    chapter: chapters.drift,
    every,
    afterMinutes: 0,
    ...(slow && { slow }),
    needs: (inputs) => ({ ...kind.needs(inputs), installed: receipt('compose-up') }),
    // A line for each, "ITEM: how it is": what a person takes over.
    actual: (facts, inputs) => driftLines(open(facts, inputs)) || 'as it was laid down',
    wanted: () => 'as it was laid down',
    subjects: (facts, inputs) => open(facts, inputs).flatMap(({ item, parts }) => parts?.map((part) => `${item} ${part}`) ?? [item]),
    outcomes: [
      { outcome: 'pass', when: (facts) => receiptOf(facts) === undefined, message: () => 'This console did not install ClearML here, so there is nothing to compare with.' },
      { outcome: 'warn', when: (facts, inputs) => open(facts, inputs).length > 0, message: (facts, inputs) => sentences(open(facts, inputs)), remedy: 'Make it again as it was laid down, or take it over when this is how it should be.' },
      { outcome: 'pass', isNote: true, when: (facts, inputs) => waiting(facts, inputs) !== null, message: (facts, inputs) => waiting(facts, inputs) ?? '' },
      { outcome: 'pass', isNote: true, when: (facts, inputs) => all(facts, inputs).length > 0, message: (facts, inputs) => `Taken over as it is: ${all(facts, inputs).slice(0, mostTold).map(({ item }) => item).join(', ')}.` },
      { outcome: 'pass', when: () => true, message: () => 'It is as it was laid down.' },
    ],
    ...(repair && {
      repair: {
        title: repair.title,
        plan(facts: Facts, inputs: Inputs) {
          const items = new Set(open(facts, inputs).map(({ item }) => item));
          return items.size === 0 ? [] : planned(() => repair.plan(facts, inputs, items));
        },
      },
    }),
  });
}

/** What a step plans; nothing where a person must do something first. */
export function planned(plan: () => readonly Command[]): readonly Command[] {
  try {
    return plan();
  } catch (error) {
    if (isBlocked(error)) return [];
    throw error;
  }
}

/** Names of a server may hold anything; the lines of `actual` must stay lines. */
function clean({ item, wanted, actual, parts }: Change): Change {
  const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 300);
  return { item: oneLine(item).replaceAll(': ', ':'), wanted: oneLine(wanted), actual: oneLine(actual), ...(parts && { parts: parts.map(oneLine) }) };
}

function sentences(changes: readonly Change[]): string {
  const rest = changes.length - mostTold;
  return `${changes.slice(0, mostTold).map(({ item, wanted, actual }) => `${item}: wanted ${wanted}, is ${actual}`).join('. ')}${rest > 0 ? `. And ${count(rest, 'more', 'more')}` : ''}.`;
}
