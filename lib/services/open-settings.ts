import * as z from 'zod';
import type { OpenView } from '@/lib/contract/status';
import type { Work } from './work';

const hash = z.string().regex(/^[0-9a-f]{64}$/).nullable();
const stored = z.object({
  page: z.object({ isOn: z.boolean(), title: z.string(), servers: z.array(z.object({ id: z.string(), title: z.string() })), tokenHash: hash }),
  metrics: z.object({ isOn: z.boolean(), tokenHash: hash }),
});
/** As it is stored: servers by their id, which outlives a new name; of tokens only the hash. */
export type OpenSettings = z.infer<typeof stored>;

/** Everything is closed until somebody opens it. */
const closed: OpenSettings = { page: { isOn: false, title: 'ClearML', servers: [], tokenHash: null }, metrics: { isOn: false, tokenHash: null } };
const key = 'open';

export async function openSettings({ repositories }: Work): Promise<OpenSettings> {
  const json = await repositories.consoleSettings.get(key);
  return json === null ? closed : stored.parse(JSON.parse(json));
}

export async function saveOpenSettings({ repositories }: Work, settings: OpenSettings): Promise<void> {
  await repositories.consoleSettings.put(key, JSON.stringify(settings));
}

/** What pages see of it. A server that was removed is left out. */
export async function viewOpenSettings(work: Work, { page, metrics }: OpenSettings, made: OpenView['made'] = { address: null, token: null }): Promise<OpenView> {
  const names = new Map((await work.repositories.servers.list()).map(({ id, name }) => [id, name]));
  const servers = page.servers.flatMap(({ id, title }) => (names.has(id) ? [{ server: names.get(id)!, title }] : []));
  return { page: { isOn: page.isOn, title: page.title, servers, hasAddress: page.tokenHash !== null }, metrics: { isOn: metrics.isOn, hasToken: metrics.tokenHash !== null }, made };
}
