import { GroundcrewError } from '@/lib/core/errors';
import { countTry, forgive } from '@/lib/store/sign-in-throttle';
import { describe } from './session-me';
import type { Implementation } from './types';

/** Changes the password. All sessions end; this browser gets a new one. */
export const changePassword: Implementation<'session.change-password'> = async (context, passwords) => {
  const { database, auth, clock } = context.resources;
  const subjects = [{ kind: 'account', name: context.actor?.name ?? '' }] as const;
  await countTry(database, subjects, clock.now()); // a borrowed session must not guess the password
  if (!(await auth.changePassword(context.cookie, passwords, context.setCookies))) {
    throw new GroundcrewError({ code: 'invalid_input', field: 'current', reason: 'password.wrong', message: 'This is not your current password. Nothing was changed.' });
  }
  await forgive(database, subjects);
  return describe(context, context.actor);
};
