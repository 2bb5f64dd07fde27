import { describe } from './session-me';
import type { Implementation } from './types';

export const signOut: Implementation<'session.sign-out'> = async (context) => {
  await context.resources.auth.signOut(context.cookie, context.setCookies);
  return describe(context, null);
};
