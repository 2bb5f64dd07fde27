import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { workOf } from '@/lib/services/work';
import { admin, InProcessConsole } from '../support/in-process-console';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a busy machine is slow
let console_: InProcessConsole;
let cookie: string;
beforeEach(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
});
afterEach(() => console_.close());

test('T-BKP-2: the passphrase of backups is shown again to who types their password, and is kept once somebody confirms that very one', async () => {
  const post = async (verb: string, input: unknown) => {
    const response = await console_.post(verb, input, { cookie });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const set = (value: string) => ({ action: 'set', value });
  await post('server.add', { name: 'one', address: '127.0.0.1', login: 'root', auth: 'password', sudo: 'none', password: set('a password') });
  const { repositories } = workOf(console_.services.resources);
  const [server] = await repositories.servers.list();
  const place = { server: 'one', destination: newId() };
  await repositories.backupDestinations.add({ id: place.destination, serverId: server!.id, place: { kind: 'directory', path: '/mnt/backup' } }, secret('the first long passphrase'), 0);
  const keptAt = async () => (await repositories.backupDestinations.of(server!.id))[0]?.passphraseKeptAt;

  expect(await post('backup-destination.reveal', { ...place, password: 'another password' })).toMatchObject({ status: 400, body: { error: { fields: { password: 'This is not your password. Nothing was changed.' } } } });
  expect(await post('backup-destination.reveal', { ...place, password: admin.password })).toEqual({ status: 200, body: { passphrase: 'the first long passphrase' } });
  expect(await keptAt()).toBeNull();
  expect(await post('backup-destination.kept', { ...place, passphrase: 'an older long passphrase' })).toMatchObject({ status: 409 });
  expect(await keptAt()).toBeNull();
  expect((await post('backup-destination.kept', { ...place, passphrase: 'the first long passphrase' })).status).toBe(200);
  expect(await keptAt()).toEqual(expect.any(String));
  // The same again is as kept as before; another one is not.
  await repositories.backupDestinations.edit(place.destination, { passphrase: secret('the first long passphrase') });
  expect(await keptAt()).toEqual(expect.any(String));
  await repositories.backupDestinations.edit(place.destination, { passphrase: secret('the second long passphrase') });
  expect(await keptAt()).toBeNull();
  const audit = JSON.stringify(await console_.services.resources.database.audit.findMany());
  expect(audit).toContain('passphrase of the backups of one');
  expect(audit).not.toMatch(/the (?:first|second) long/);
});
