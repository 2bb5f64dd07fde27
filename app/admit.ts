import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { signInAddress } from '@/components/api/sign-in-address';
import type { QueryVerb } from '@/components/api/query-verbs';
import type { InputOf, OutputOf } from '@/lib/contract/verbs';
import { isGroundcrewError } from '@/lib/core/errors';
import { getServices } from '@/lib/services/get';

/** Who asks for this page; once per request. */
const visitor = cache(async () => {
  const cookie = (await headers()).get('cookie');
  return getServices().context({ cookie, address: 'page' });
});

/** Asks a verb for the visitor, with the same policy as over HTTP. A thing that is not there gives the not-found page. */
export async function ask<V extends QueryVerb>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> {
  try {
    return await getServices().call(verb, await visitor(), input);
  } catch (error) {
    if (isGroundcrewError(error) && (error.code === 'not_found' || (error.code === 'invalid_input' && error.field !== undefined))) notFound();
    throw error;
  }
}

/**
 * First line of every page behind the door: an admin goes on, a stranger goes to the sign-in page and comes back to `path`.
 * A layout is not enough for this, since it is not run again when only the page changes.
 */
export async function admitAdmin(path: string): Promise<void> {
  if ((await visitor()).actor?.role === 'admin') return;
  const { isSetUp } = await ask('session.me', {});
  redirect(isSetUp ? signInAddress(path) : '/setup');
}

/** Asked by frame and page; once per request, since it judges all that is watched. */
export const serverList = cache(() => ask('server.list', {}));

/** What the frame shows; null for a stranger. */
export async function frameData() {
  const me = await ask('session.me', {});
  if (!me.user) return null;
  const [servers, runs, { alert }] = await Promise.all([serverList(), ask('run.list', { limit: 20 }), ask('console-backup.alert', {})]);
  return { user: me.user.name, servers, runs, consoleBackup: alert };
}
