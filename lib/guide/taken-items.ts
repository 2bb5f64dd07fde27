import type { Change } from './drift-probe';

/** How `inputs.taken` names an item of a check. */
export const takenKey = (check: string, item: string): string => `${check} ${item}`;

/** A finding's "actual": a line for each difference. */
export const driftLines = (changes: readonly Change[]): string => changes.map(({ item, actual }) => `${item}: ${actual}`).join('\n');

/** The differences again, from such lines. */
export const takenLines = (lines: string): readonly Pick<Change, 'item' | 'actual'>[] =>
  lines.split('\n').flatMap((line) => {
    const colon = line.indexOf(': ');
    return colon === -1 ? [] : [{ item: line.slice(0, colon), actual: line.slice(colon + 2) }];
  });
