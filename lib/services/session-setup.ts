import { GroundcrewError } from '@/lib/core/errors';
import { alreadySetUp, createFirstAdmin, isSetUp } from '@/lib/store/first-admin';
import { hashPassword } from '@/lib/store/password-hash';
import { countTry, forgive } from '@/lib/store/sign-in-throttle';
import { describe } from './session-me';
import type { Implementation } from './types';

/** Makes the first admin and signs them in. */
export const setup: Implementation<'session.setup'> = async (context, { token, name, password }) => {
  const { database, auth, setupToken, clock } = context.resources;
  if (await isSetUp(database)) throw alreadySetUp();
  const subjects = [{ kind: 'setup', name: context.address }] as const;
  await countTry(database, subjects, clock.now());
  if (!setupToken.matches(token)) {
    throw new GroundcrewError({ code: 'invalid_input', field: 'token', reason: 'setup.token', message: 'This is not the token of this start. The console prints a new one each time it starts, until an admin exists.' });
  }
  await createFirstAdmin(database, { name, passwordHash: await hashPassword(password) });
  await forgive(database, subjects);
  const signedIn = await auth.signIn(name, password, context.setCookies);
  return describe(context, signedIn?.user ?? null);
};
