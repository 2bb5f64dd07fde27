import { createHash } from 'node:crypto';
import type { CommandView } from '@/lib/contract/plan';
import type { Wait } from '@/lib/contract/run';
import { GroundcrewError } from '@/lib/core/errors';
import type { StepRecord } from '@/lib/store/repositories/run-record';
import type { SilenceRecord } from '@/lib/store/repositories/silences';

/** The id of a step's wait: its words, its commands, and what they lose. */
export const waitId = ({ kind, sentence, commands }: Wait): string => hash([kind, sentence, commands]);

/** The id of a step's failure: the same words after another attempt are another failure. */
export const failureId = ({ attempts, failure }: Pick<StepRecord, 'attempts' | 'failure'>): string => hash([attempts.length, failure]);

/** The id of a repair: its commands. */
export const repairId = (commands: readonly CommandView[]): string => hash(commands);

/** The version of a maintenance window: what a form of it shows. */
export const silenceVersion = ({ serverName, title, window }: Pick<SilenceRecord, 'serverName' | 'title' | 'window'>): string => hash([serverName, title, window]);

/** What a step that stands still shows. */
export const shownBy = (step: StepRecord): string | null => (step.waitsFor !== null ? waitId(step.waitsFor) : step.failure !== null ? failureId(step) : null);

/**
 * A nod is for what was shown: it may have changed since in another tab, by another person or by the server.
 * @throws GroundcrewError `conflict`
 */
export function refuseOther(shown: string, stands: string | null, words: { readonly message: string; readonly remedy: string }): void {
  if (shown !== stands) throw new GroundcrewError({ code: 'conflict', reason: 'shown.other', ...words });
}

function hash(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32);
}
