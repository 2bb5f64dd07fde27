import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import type { Context } from './types';
import { workOf } from './work';

interface Words {
  /** Such as "The settings were". */
  readonly what: string;
  /** The verbs that change it: the audit knows who called one last. */
  readonly verbs: readonly string[];
  readonly remedy: string;
}

/** Of a form that was loaded before somebody else saved: nothing is replaced that nobody has looked at. */
export async function changedMeanwhile({ actor, resources }: Context, serverName: string, { what, verbs, remedy }: Words): Promise<GroundcrewError> {
  const last = await workOf(resources).repositories.audits.lastActor(serverName, verbs);
  const by = last === null ? '' : last === actor?.name ? ' by yourself, in another window' : ` by ${last}`;
  return new GroundcrewError({ code: 'conflict', reason: 'changed-meanwhile', message: `${what} changed meanwhile${by}. Nothing was saved.`, remedy });
}

/** The same where the store notices it at the very moment. */
export async function orChangedMeanwhile<T>(saving: Promise<T>, context: Context, serverName: string, words: Words): Promise<T> {
  return saving.catch(async (error: unknown) => {
    throw isGroundcrewError(error) && error.reason?.endsWith('.moved') ? await changedMeanwhile(context, serverName, words) : error;
  });
}
