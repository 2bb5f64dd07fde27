import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ServiceConsole } from '../support/service-console';
import { TestHost, whyNoTestHost } from '../support/test-host';
import { openSecrets, watchProcesses } from '../support/watch-processes';

const name = 'services';
const why = whyNoTestHost();
let host: TestHost;
let ui: ServiceConsole;

beforeAll(async () => {
  if (why !== null) return;
  host = await TestHost.up(name, '127.0.0.23');
  await watchProcesses(host); // before the first connection
  ui = await ServiceConsole.start();
});
afterAll(async () => {
  await ui?.close();
  await host?.down();
});

it.skipIf(why !== null)('goes from a new server over a wrong registry password to a verified installation; the second plan is empty; no secret leaks (T-SEC-1, T-SH-8)', async () => {
  const server = name;
  const heard: unknown[] = [];
  ui.services.resources.events.subscribe((event) => void heard.push(event));
  const { info } = host;
  const registryPassword = (info.registry as { password: string }).password;
  await ui.connect(host);
  const test = await ui.call('server.test', { server });
  expect(test, JSON.stringify(test)).toMatchObject({ ok: true, hostKey: 'pinned' });
  await ui.putMaterials(host);
  const settings = await ui.saveSettings(host, { supportPassword: 'canary-support-4711', registryPassword: 'canary-not-the-password' });
  expect(settings.complete, JSON.stringify(settings.problems)).toBe(true);
  const preflight = await ui.preflight(host);
  expect(preflight.clear, preflight.sentence).toBe(true);

  const plan = await ui.call('plan.make', { server });
  expect(plan.blockers, plan.sentence).toEqual([]);
  const { run: id } = await ui.call('run.start', { server, plan: plan.id });
  const waits = await ui.settled(id);
  const restart = waits.steps.find((step) => step.waitsFor);
  expect(restart?.waitsFor, waits.sentence).toMatchObject({ kind: 'reboot' });
  await ui.call('run.approve', { run: id, step: restart!.id, shown: restart!.waitsFor!.id });
  const refused = await ui.settled(id);
  const login = refused.steps.find((step) => step.failure);
  expect(login, refused.sentence).toMatchObject({ id: 'installation/docker-login', state: 'failed' });
  expect(login!.failure!.cause).toMatch(/password|user/i);
  await ui.saveSettings(host, { supportPassword: 'canary-support-4711' });
  await ui.call('run.retry', { run: id });
  const run = await ui.settled(id);
  expect(run.state, `${run.sentence}\n${JSON.stringify(run.steps.find((step) => step.failure)?.failure, null, 1)}`).toBe('done');

  const verification = await ui.until('verification.get', { server }, ({ state }) => state === 'done', 330);
  expect(verification.clear, JSON.stringify(verification.findings.filter((finding) => finding.outcome !== 'pass').map(({ id: check, message }) => [check, message]))).toBe(true);
  expect(await ui.call('server.get', { server })).toMatchObject({ state: 'installed', clearmlUrl: `http://${info.address}:8080` });
  const again = await ui.call('plan.make', { server });
  expect(again.sentence).toBe('Everything is in place: nothing to do.');
  const record = await ui.call('record.get', { server });
  expect(record!.markdown).toContain('# Install record of services');
  const script = await ui.call('plan.script', { server });
  expect(script.text).toContain('In place already.');

  const { database } = ui.services.resources;
  const stored = [...(await database.line.findMany()), ...(await database.runStep.findMany()), ...(await database.plan.findMany()), ...(await database.checkup.findMany()), ...(await database.audit.findMany())];
  const files = readdirSync(ui.dataDirectory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).toString('latin1'));
  const everything = [JSON.stringify([record, plan, again, run, script, verification, preflight, stored, heard]), ...files].join('\n');
  expect(everything).toContain('Hello from Docker!');
  for (const canary of ['canary-support-4711', 'canary-not-the-password', registryPassword, info.users.ops!.password])
    for (const form of [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary), Buffer.from(canary).toString('base64').slice(0, -4)]) expect(everything.includes(form), form).toBe(false);
  await ui.call('server.leftovers', { server });
  expect(await openSecrets(host, { support: 'canary-support-4711', wrong: 'canary-not-the-password', registry: registryPassword, login: info.users.ops!.password })).toEqual([]);
}, 1_200_000);
