import { restoreSafety } from '@/lib/contract/restore';
import type { Choice } from './restore-page';

/** Where a backup of what is there now goes first, or why none is made, as a start names it. */
export const wantedSafety = ({ safety, reason }: Pick<Choice, 'safety' | 'reason'>) => (safety === '' ? { kind: 'waiver' as const, reason } : { kind: 'backup' as const, destination: safety });

/** What is wrong with the reason, in a sentence; undefined: nothing. */
export const safetyProblem = (choice: Pick<Choice, 'safety' | 'reason'>): string | undefined => restoreSafety.safeParse(wantedSafety(choice)).error?.issues[0]?.message;
