import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { buildInputs, takeSnapshot } from '@/lib/services/inputs';
import { redactorFor, redactorOfServer } from '@/lib/services/known-secrets';
import { workOf } from '@/lib/services/work';
import { ServiceConsole } from '../../support/service-console';

let bench: ServiceConsole;
beforeAll(async () => {
  bench = await ServiceConsole.start();
  await bench.call('server.add', { name: 'alpha', address: '127.0.0.99', login: 'ops', auth: 'agent', sudo: 'none' });
});
afterAll(() => bench.close());

it('T-SEC-1 knows the passphrases of backups, each from the moment at which it is saved', async () => {
  const work = workOf(bench.services.resources);
  const server = (await work.repositories.servers.byName('alpha'))!;
  const [first, second] = [newId(), newId()];
  const text = 'one passphrase of many, another passphrase';
  const shown = async () => [(await redactorOfServer(work, server.id)).redact(text), (await redactorFor(work, server.id, buildInputs(await takeSnapshot(work, server)))).redact(text)];
  const change = async (changed: Promise<unknown>, ...expected: string[]) => {
    await changed;
    expect(await shown()).toEqual(expected);
  };
  const { backupDestinations: destinations } = work.repositories;
  const [none, one, both] = [text, '••••••, another passphrase', '••••••, ••••••'];
  await change(Promise.resolve(), none, none);
  await change(destinations.add({ id: first, serverId: server.id, place: { kind: 'directory', path: '/mnt/one' } }, secret('one passphrase of many'), 0), one, one);
  await change(destinations.add({ id: second, serverId: server.id, place: { kind: 'directory', path: '/mnt/two' } }, secret('not this one, of course'), 0), one, one);
  await change(destinations.edit(second, { passphrase: secret('another passphrase') }), both, both);
});
