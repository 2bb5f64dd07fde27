import { describe } from './session-me';
import type { Implementation } from './types';

export const signOutEverywhere: Implementation<'session.sign-out-everywhere'> = async (context) => {
  await context.resources.auth.signOutEverywhere(context.cookie, context.setCookies);
  return describe(context, null);
};
