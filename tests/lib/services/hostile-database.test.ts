import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { installation, preflight, probes, verification } from '@/lib/guide';
import { proposeSettings } from '@/lib/services/inputs';
import { workOf, type Work } from '@/lib/services/work';
import { attacksOn } from '../../support/attacks';
import { whyNoMountNamespace } from '../../support/mount-namespace';
import { ServiceConsole } from '../../support/service-console';
import { ShellServer } from '../../support/shell-server';
import { storeSettings } from '../../support/stored-settings';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });
let server: ShellServer;
let ui: ServiceConsole;
let work: Work;
let canary = '';

beforeAll(async () => {
  if (whyNoMountNamespace !== null) return;
  server = await ShellServer.start();
  canary = path.join(server.folder, 'canary');
  ui = await ServiceConsole.start({
    connect: () => Promise.resolve({ ...server.host, close: () => undefined }),
    reach: { tcp: () => Promise.reject(new Error('not asked')), http: () => Promise.reject(new Error('not asked')), tls: () => Promise.reject(new Error('not asked')), names: () => Promise.reject(new Error('not asked')) },
    guide: { preflight, installation, verification, probes },
  });
  work = workOf(ui.services.resources);
});
afterAll(async () => {
  await ui?.close();
  await server?.stop();
});

it.skipIf(whyNoMountNamespace !== null)('T-SH-4 asks, plans and lists with what a stranger wrote into the database and left on the server, and none of it becomes a command', async () => {
  const { database } = ui.services.resources;
  await ui.call('server.add', { name: 'one', address: '127.0.0.1', login: 'root', auth: 'password', sudo: 'none', password: { action: 'set', value: 'x' } });
  for (const [slot, file] of [['compose', 'docker-compose.yml'], ['override', 'docker-compose.override.yml'], ['constants', 'constants.env']] as const)
    await ui.call('materials.put', { server: 'one', file: { slot, fileName: file, base64: readFileSync(`tests/support/materials/guide/${file}`).toString('base64') } });
  const { id } = (await work.repositories.servers.byName('one'))!;
  for (const [index, hostile] of attacksOn(canary).slice(9, 12).entries()) {
    const plain = { ...proposeSettings({ address: '127.0.0.1' }, 'guide'), supportPassword: hostile, registryPassword: hostile };
    await storeSettings(ui.services.resources, id, Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, typeof value === 'string' ? hostile : value])));
    await database.override.create({ data: { serverId: id, check: hostile, message: hostile, title: hostile, reason: hostile, by: hostile, at: new Date() } });
    await database.server.update({ where: { id }, data: { login: hostile } });
    const folder = attacksOn('canary')[9 + index]!; // no "/": the shell's own folder is that of the canary
    mkdirSync(path.join(server.folder, 'lib/groundcrew/runs', folder), { recursive: true });
    for (const place of ['opt/allegro/data', 'opt/clearml']) {
      mkdirSync(path.join(server.folder, place), { recursive: true });
      writeFileSync(path.join(server.folder, place, folder), '');
    }
    await ui.call('preflight.start', { server: 'one' });
    await work.checkups.settled(id);
    expect((await ui.call('preflight.get', { server: 'one' })).state).toBe('done');
    await ui.call('plan.make', { server: 'one' });
    const { text } = await ui.call('plan.script', { server: 'one' });
    execFileSync('/bin/bash', ['-n'], { input: text });
    for (const verb of ['settings.get', 'server.leftovers', 'attempt.list', 'lock.get', 'record.get'] as const) await ui.call(verb, { server: 'one' });
    expect(existsSync(canary), hostile).toBe(false);
  }
});
