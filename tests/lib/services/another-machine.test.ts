import { afterAll, beforeEach, beforeAll, expect, it } from 'vitest';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import { systemClock } from '@/lib/core/clock';
import { hashSnapshot, takeSnapshot } from '@/lib/services/inputs';
import { workOf } from '@/lib/services/work';
import { admin, InProcessConsole } from '../../support/in-process-console';

/** Of a server that was installed: nothing that was found or approved on one machine may hold for another. */
let console: InProcessConsole;
let actorId = '';
beforeAll(async () => {
  console = await InProcessConsole.start();
  await console.setUp();
  actorId = (await console.services.resources.database.user.findFirstOrThrow()).id;
});
afterAll(() => console.close());

const call = <V extends VerbName>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> =>
  console.services.call(verb, { actor: { id: actorId, name: 'ada', role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: systemClock, resources: console.services.resources, cookie: '', setCookies: [] }, input);
const profile = { name: 'alpha', address: 'alpha.example.com', port: 2201, login: 'root', auth: 'agent' as const, sudo: 'none' as const };
const hostKey = { algorithm: 'ssh-ed25519', sha256: 'SHA256:first' };
const work = () => workOf(console.services.resources);
const record = async () => (await work().repositories.servers.byName('alpha'))!;
const hash = async () => hashSnapshot(work(), await takeSnapshot(work(), await record()));
const found = async () => {
  const { state, verifiedAt, clearmlUrl, lastFacts, id } = await record();
  const overrides = await work().repositories.overrides.list(id);
  return { state, verifiedAt, clearmlUrl, lastFacts, overrides: overrides.length, preflight: await work().repositories.checkups.get(id, 'preflight') };
};
const nothing = { state: 'new', verifiedAt: null, clearmlUrl: null, lastFacts: null, overrides: 0, preflight: null };

beforeEach(async () => {
  await console.services.resources.database.server.deleteMany();
  await call('server.add', profile);
  await console.services.resources.database.pinnedHostKey.deleteMany();
  await call('server.trust', { server: 'alpha', hostKey });
  const { id } = await record();
  await work().repositories.servers.edit(id, { state: 'installed', verifiedAt: systemClock.now(), clearmlUrl: 'http://alpha.example.com:8080', lastFacts: '{}' });
  await work().repositories.checkups.put(id, { kind: 'preflight', state: 'done', startedAt: new Date(0).toISOString(), endedAt: null, waitUntil: null, findings: [], inputsHash: await hash() });
  await work().repositories.overrides.put(id, { check: 'prerequisites/memory', message: 'm', title: 't', reason: 'r', by: 'ada' }, 0);
});

it('another port behind the same address is another machine', async () => {
  const before = await hash();
  expect(await call('server.edit', { server: 'alpha', profile: { ...profile, port: 2202 } })).toMatchObject({ state: 'new', clearmlUrl: null, hostKey: null });
  expect(await found()).toEqual(nothing);
  expect(await hash()).not.toBe(before);
});

it('a replaced host key is another machine', async () => {
  const before = await hash();
  await call('server.trust', { server: 'alpha', hostKey: { ...hostKey, sha256: 'SHA256:second' }, replace: true, password: admin.password });
  expect(await found()).toEqual(nothing);
  expect(await hash()).not.toBe(before);
});

it('another login or another spelling of the address is the same machine', async () => {
  const before = await found();
  await call('server.edit', { server: 'alpha', profile: { ...profile, login: 'ops', address: 'Alpha.example.com' } });
  await call('server.trust', { server: 'alpha', hostKey });
  expect(await found()).toEqual(before);
});
