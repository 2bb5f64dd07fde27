import path from 'node:path';
import type { Me } from '@/lib/contract/session';
import { isSetUp } from '@/lib/store/first-admin';
import { usualDataDirectory } from './environment';
import { resetCommand } from './reset-command';
import type { Actor, Context, Implementation } from './types';

/** Who is signed in. Asked by every page, so that a session in use lives on. */
export const me: Implementation<'session.me'> = async (context) => {
  if (context.actor) await context.resources.auth.session(context.cookie, context.setCookies);
  return describe(context, context.actor);
};

export async function describe(context: Context, actor: Pick<Actor, 'id' | 'name'> | null): Promise<Me> {
  return { signedIn: actor !== null, isSetUp: await isSetUp(context.resources.database), resetCommand: resetCommand(context.resources.environment, path.resolve(usualDataDirectory)), user: actor && { id: actor.id, name: actor.name, role: 'admin' } };
}
