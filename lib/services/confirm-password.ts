import { GroundcrewError } from '@/lib/core/errors';
import { countTry, forgive } from '@/lib/store/sign-in-throttle';
import type { Context } from './types';

/**
 * Has whoever is signed in prove it again, for what a borrowed session must not do; counted like a sign-in.
 * Throws GroundcrewError `invalid_input` at the field `password`, or `throttled`.
 */
export async function confirmPassword({ actor, resources: { auth, database, clock } }: Context, password: string): Promise<void> {
  if (actor === null) throw new GroundcrewError({ code: 'unauthenticated', message: 'Nobody is signed in.', remedy: 'Sign in, then try again.' });
  const subjects = [{ kind: 'account', name: actor.name }] as const;
  await countTry(database, subjects, clock.now());
  if (!(await auth.isPassword(actor.id, password))) throw new GroundcrewError({ code: 'invalid_input', field: 'password', reason: 'password.wrong', message: 'This is not your password. Nothing was changed.' });
  await forgive(database, subjects);
}
