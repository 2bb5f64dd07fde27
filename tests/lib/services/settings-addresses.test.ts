import { afterEach, expect, it, vi } from 'vitest';
import type { SettingsForm } from '@/lib/contract/settings';
import { addressPassword, addressSecrets, maskAddress } from '@/lib/guide/address-password';
import { planStep } from '@/lib/engine/plan';
import { dockerCe } from '@/lib/guide/installation/docker-ce';
import { dockerProxy } from '@/lib/guide/installation/docker-proxy';
import { buildInputs, takeSnapshot } from '@/lib/services/inputs';
import { redactorFor } from '@/lib/services/known-secrets';
import { renderForHand } from '@/lib/shell/render-for-hand';
import { viewOf } from '@/lib/shell/render';
import { readingsOf } from '../guide/readings';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const aptProxy = 'http://joe:canary%40one@proxy:3128';
const form: SettingsForm = { access: { kind: 'http', address: '192.0.2.1' }, aptProxy, dockerHttpProxy: 'http://joe:canary"two@proxy:3128', dockerHttpsProxy: 'http://joe:canary%25three@proxy:3128' };

async function saved() {
  const here = (bench = await RunBench.open([]));
  const name = (await here.work.repositories.servers.byId(here.serverId))!.name;
  const save = (settings: SettingsForm) => here.call('settings.save', { server: name, settings });
  await save(form);
  return { here, name, save, inputs: async () => buildInputs(await takeSnapshot(here.work, (await here.work.repositories.servers.byId(here.serverId))!)) };
}

it('shows no password of a proxy, and takes the address back as it was shown', async () => {
  const { here, name, save, inputs } = await saved();
  const { settings } = await here.call('settings.get', { server: name });
  expect(JSON.stringify(settings)).not.toContain('canary');
  expect(settings?.aptProxy).toBe('http://joe:******@proxy:3128');
  const { supportPassword: _support, registryPassword: _registry, ...shown } = settings!;
  await save({ ...shown, dockerNoProxy: 'localhost' });
  expect((await inputs()).settings).toMatchObject({ ...form, dockerNoProxy: 'localhost' });
  await expect(save({ ...shown, aptProxy: 'http://joe:******@elsewhere:3128' })).rejects.toMatchObject({ field: 'settings.aptProxy', message: 'The address was changed: enter its password again.' });
  await expect(save({ ...form, aptRepository: 'https://joe:pw@mirror/ubuntu' })).rejects.toMatchObject({ field: 'settings.aptRepository' });
});

it('keeps the passwords of proxies out of the plan, its script and what is said of runs', async () => {
  const { here, inputs } = await saved();
  const redactor = await redactorFor(here.work, here.serverId, await inputs());
  const commands = await Promise.all([dockerCe, dockerProxy].map(async (step) => planStep(step, readingsOf(step.needs(await inputs()), { conflicts: [] }), await inputs()).commands));
  const mask = (text: string) => redactor.redact(text);
  const said = JSON.stringify(commands.flat().map((command) => viewOf(command, { mask }))) + renderForHand(commands.map((each) => ({ title: 't', comments: [], commands: each })), { title: 't', login: 'ops', server: 'a', machine: null });
  expect(commands.flat().length).toBeGreaterThan(6);
  for (const part of ['canary', 'one@', 'two@', 'three@']) expect(said).not.toContain(part);
});

it.each([
  ['http://joe:pw@proxy:3128', 'pw'],
  ['http://joe:p@w:d@proxy:3128/a:b@c', 'p@w:d'],
  ['http:joe:pw@proxy', 'pw'],
  ['http://:pw@proxy', 'pw'],
  ['http://joe@proxy:3128', ''],
  ['http://proxy:3128/a:b@c', ''],
  ['', ''],
])('finds the password of %s', (address, password) => {
  expect(addressPassword(address)).toBe(password);
  if (URL.canParse(address)) expect(decodeURIComponent(new URL(address).password)).toBe(password);
  expect(maskAddress(address)).toBe(password === '' ? address : address.replace(`:${password}@`, ':******@'));
});

it('knows a password as programs write it', () => {
  expect(addressSecrets('http://joe:a%40"b%@proxy').map((each) => each.reveal())).toEqual(['a%40"b%', 'a%40%22b%', 'a%%40"b%%']);
  expect(addressSecrets(aptProxy).map((each) => each.reveal())).toEqual(['canary%40one', 'canary@one', 'canary%%40one']);
});
