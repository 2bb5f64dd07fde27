import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import { systemClock } from '@/lib/core/clock';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { InProcessConsole } from '../support/in-process-console';
import { TestHost, whyNoTestHost } from '../support/test-host';

const name = 'services';
let host: TestHost;
let console_: InProcessConsole;
let workers: Workers;
const why = whyNoTestHost();

beforeAll(async () => {
  if (why !== null) return;
  host = await TestHost.up(name, '127.0.0.23');
  console_ = await InProcessConsole.start(process.env.THIN_LOG ? { LOG_LEVEL: 'info' } : {});
  workers = await startWorkers(console_.services);
});
afterAll(async () => {
  await workers?.stop();
  await console_?.close();
  if (!process.env.THIN_KEEP) await host?.down();
});

const call = <V extends VerbName>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> => {
  const { services } = console_;
  return services.call(verb, { actor: { id: 'a', name: 'ada', role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: systemClock, resources: services.resources, cookie: '', setCookies: [] }, input);
};
const set = (value: string) => ({ action: 'set' as const, value });
async function until<T>(ask: () => Promise<T>, is: (value: T) => boolean, seconds: number): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const value = await ask();
    if (is(value)) return value;
    if (Date.now() > end) throw new Error(`Not reached: ${JSON.stringify(value).slice(0, 4000)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

it.skipIf(why !== null)('goes from a new server over a wrong registry password to a verified installation; the second plan is empty; no secret leaks (T-SEC-1)', async () => {
  const info = host.info as typeof host.info & { apt: { url: string; keyFingerprint: string }; registry: { host: string; user: string; password: string }; publicRegistry: { helloWorld: string } };
  const ops = info.users.ops!;
  await call('server.add', { name, address: info.address, port: info.port, login: 'ops', auth: 'password', sudo: 'same', password: set(ops.password) });
  const heard: unknown[] = [];
  console_.services.resources.events.subscribe((event) => void heard.push(event));
  const first = await call('server.test', { server: name });
  expect(first).toMatchObject({ ok: false, hostKey: 'first-use' });
  await call('server.trust', { server: name, hostKey: first.presented! });
  const test = await call('server.test', { server: name });
  expect(test, JSON.stringify(test)).toMatchObject({ ok: true, hostKey: 'pinned' });

  for (const [slot, file] of [['compose', 'docker-compose.yml'], ['override', 'docker-compose.override.yml'], ['constants', 'constants.env']] as const)
    await call('materials.put', { server: name, file: { slot, fileName: file, base64: readFileSync(path.join('tests/support/materials/guide', file)).toString('base64') } });
  const saveSettings = (registryPassword: string) => call('settings.save', {
    server: name,
    settings: {
      access: { kind: 'http', address: info.address }, registryHost: info.registry.host, registryUser: info.registry.user, registryPassword: set(registryPassword),
      supportPassword: set('canary-support-4711'), aptRepository: info.apt.url, aptKeyFingerprint: info.apt.keyFingerprint, helloWorldImage: info.publicRegistry.helloWorld,
    },
  });
  const settings = await saveSettings('canary-not-the-password');
  expect(settings.complete, JSON.stringify(settings.problems)).toBe(true);

  await call('preflight.start', { server: name });
  let preflight = await until(() => call('preflight.get', { server: name }), ({ state }) => state === 'done', 180);
  for (const finding of preflight.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')) preflight = await call('preflight.override', { server: name, check: finding.id, reason: 'A small test host' });
  expect(preflight.clear, preflight.sentence).toBe(true);

  const plan = await call('plan.make', { server: name });
  expect(plan.blockers, plan.sentence).toEqual([]);
  const { run: id } = await call('run.start', { server: name, plan: plan.id });
  const show = process.env.THIN_LOG ? console_.services.resources.events.subscribe((event) => event.type === 'lines' && event.lines.forEach((line) => process.stderr.write(`${line.stream === 'console' ? '## ' : '   '}${line.text}\n`))) : () => undefined;
  const waits = await until(() => call('run.get', { run: id }), ({ state }) => ['waiting', 'failed', 'done', 'interrupted'].includes(state), 300);
  expect(waits.steps.find((step) => step.waitsFor)?.waitsFor, waits.sentence).toMatchObject({ kind: 'reboot' });
  await call('run.approve', { run: id, step: waits.steps.find((step) => step.waitsFor)!.id });
  const settled = () => until(() => call('run.get', { run: id }), ({ state }) => ['waiting', 'failed', 'done', 'interrupted'].includes(state), 500);
  const refused = await settled();
  const login = refused.steps.find((step) => step.failure);
  expect(login, refused.sentence).toMatchObject({ id: 'installation/docker-login', state: 'failed' });
  expect(login!.failure!.cause).toMatch(/password|user/i);
  await saveSettings(info.registry.password);
  await call('run.retry', { run: id });
  const run = await settled();
  show();
  expect(run.state, `${run.sentence}\n${JSON.stringify(run.steps.find((step) => step.failure)?.failure, null, 1)}`).toBe('done');

  const verification = await until(() => call('verification.get', { server: name }), ({ state }) => state === 'done', 330);
  expect(verification.clear, JSON.stringify(verification.findings.filter((finding) => finding.outcome !== 'pass').map(({ id: check, message }) => [check, message]))).toBe(true);
  expect(await call('server.get', { server: name })).toMatchObject({ state: 'installed', clearmlUrl: `http://${info.address}:8080` });
  const again = await call('plan.make', { server: name });
  expect(again.sentence).toBe('Everything is in place: nothing to do.');
  const record = await call('record.get', { server: name });
  expect(record!.markdown).toContain('# Install record of services');
  const script = await call('plan.script', { server: name });
  expect(script.text).toContain('In place already.');

  const { database } = console_.services.resources;
  const stored = [...(await database.line.findMany()), ...(await database.runStep.findMany()), ...(await database.plan.findMany()), ...(await database.checkup.findMany()), ...(await database.audit.findMany())];
  const files = readdirSync(console_.dataDirectory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).toString('latin1'));
  const everything = [JSON.stringify([record, plan, again, run, script, verification, preflight, stored, heard]), ...files].join('\n');
  expect(everything).toContain('Hello from Docker!');
  for (const canary of ['canary-support-4711', 'canary-not-the-password', info.registry.password, ops.password])
    for (const form of [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary), Buffer.from(canary).toString('base64').slice(0, -4)]) expect(everything.includes(form), form).toBe(false);
}, 1_200_000);
