import { GroundcrewError } from '@/lib/core/errors';
import { countTry, forgive } from '@/lib/store/sign-in-throttle';
import { describe } from './session-me';
import type { Implementation } from './types';

/** Signs in; each try counts against the account and against the address until it was a good one. */
export const signIn: Implementation<'session.sign-in'> = async (context, { name, password }) => {
  const { database, auth, clock } = context.resources;
  const subjects = [{ kind: 'address', name: context.address }, { kind: 'account', name }] as const;
  await countTry(database, subjects, clock.now());
  const signedIn = await auth.signIn(name, password, context.setCookies);
  // One sentence for both, so that a stranger does not learn which names exist.
  if (!signedIn) throw new GroundcrewError({ code: 'unauthenticated', reason: 'sign-in.wrong', message: 'The name or the password is wrong.', remedy: 'If the password is lost, the sign-in page says how to set a new one.' });
  await forgive(database, subjects);
  return describe(context, signedIn.user);
};
