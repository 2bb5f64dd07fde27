import type { OpenView } from '@/lib/contract/status';
import { findServer } from './find-server';
import { openSettings, saveOpenSettings, viewOpenSettings, type OpenSettings } from './open-settings';
import { hashToken, newToken } from './open-token';
import type { Implementation } from './types';
import { workOf } from './work';

/** What was opened first gets its address or token with it. */
export const saveStatus: Implementation<'status.save'> = async (context, { page, metrics, renew }) => {
  const work = workOf(context.resources);
  const before = await openSettings(work);
  const servers = page && await Promise.all(page.servers.map(async ({ server, title }) => ({ id: (await findServer(work, server)).id, title })));
  const next: OpenSettings = { page: { ...before.page, ...page, servers: servers ?? before.page.servers }, metrics: { ...before.metrics, ...metrics } };

  const made: OpenView['made'] = { address: null, token: null };
  if (renew === 'page' || (next.page.isOn && next.page.tokenHash === null)) {
    const token = newToken(context.resources.random);
    next.page.tokenHash = hashToken(token);
    made.address = `${context.resources.environment.origin}/status/${token}`;
  }
  if (renew === 'metrics' || (next.metrics.isOn && next.metrics.tokenHash === null)) {
    made.token = newToken(context.resources.random);
    next.metrics.tokenHash = hashToken(made.token);
  }
  await saveOpenSettings(work, next);
  context.auditNote = noteOf(before, next);
  return viewOpenSettings(work, next, made);
};

function noteOf(before: OpenSettings, next: OpenSettings): string {
  const part = (name: string, was: { isOn: boolean; tokenHash: string | null }, is: { isOn: boolean; tokenHash: string | null }) => [
    `${name} ${is.isOn ? 'on' : 'off'}`,
    ...(was.tokenHash !== null && was.tokenHash !== is.tokenHash ? [`its ${name === 'status page' ? 'address' : 'token'} renewed`] : []),
  ];
  return [...part('status page', before.page, next.page), ...part('metrics', before.metrics, next.metrics)].join(', ');
}
