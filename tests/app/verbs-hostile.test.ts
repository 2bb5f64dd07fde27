import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { usualRetention } from '@/lib/contract/backup-retention';
import { usualSchedule } from '@/lib/contract/backup-schedule';
import { guideThresholds } from '@/lib/contract/watch';
import { slotFile } from '@/lib/contract/materials';
import { empty } from '@/lib/contract/fields';
import { verbs, type InputOf, type OutputOf, type VerbName } from '@/lib/contract/verbs';
import { isGroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { defineCheck } from '@/lib/engine/check';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { workOf, type Work } from '@/lib/services/work';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { ask, sudo } from '@/lib/shell/command';
import { BenchServer } from '../support/bench-server';
import { inputsFor } from '../support/hostile-input';
import { admin, InProcessConsole } from '../support/in-process-console';
import { appendStep } from '../support/run-bench';

const names = Object.keys(verbs) as VerbName[];
const runsEach = 30;
/** A verb that takes no input is asked the same each time; one of them writes a backup. */
const runsOfNothing = 5;
const set = (value: string) => ({ action: 'set' as const, value });
const base64 = (file: string) => readFileSync(`tests/support/materials/guide/${file}`).toString('base64');
const memory: ServerFact<string> = { from: 'server', id: 'content:/memory', command: ask(['cat', '/memory']), parse: (answer) => answer.stdout };
const tooLittle = defineCheck<Inputs, { text: ServerFact<string> }>({
  id: 'test/memory', guide: null, title: 'Memory', chapter: 'Test', needs: () => ({ text: memory }), outcomes: [{ outcome: 'fail', when: () => true, message: () => 'Too little.' }],
});
const profile = { name: 'one', address: '127.0.0.1', login: 'root', auth: 'password' as const, sudo: 'none' as const, password: set('a password') };

let front: InProcessConsole;
let work: Work;
let workers: Workers;
let cookie = '';
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // a busy machine is slow
const server = new BenchServer();
const known: Record<string, string[]> = {
  server: ['one', 'two'], confirm: ['one', 'two'], name: ['one', 'two', 'one', 'two', 'three', 'ada', 'CLEARML_MONGO_PASSWORD'], step: ['test/two'], fromStep: ['test/one', 'test/two'], check: ['test/memory'], only: ['test/memory'], address: ['127.0.0.1'], reason: ['Because'], message: ['Too little.'],
  ...Object.fromEntries(Object.entries(guideThresholds).map(([name, value]) => [name, [String(value)]])),
  base64: ['', ...Object.values(slotFile).map(base64), Buffer.from([0, 255, 254]).toString('base64'), Buffer.from('a: &a [*a]\n').toString('base64'), Buffer.from('A="\nB=${C:?\n__proto__=1\n').toString('base64')],
  zone: ['Europe/Berlin', 'UTC'], cron: ['30 2 * * *', '0 0 29 2 *', '? * * * *', 'x'],
  app: ['app.example.com'], api: ['api.example.com'], files: ['files.example.com'], aptKeyFingerprint: ['9DC858229FC7DD38854AE2D88D81803C0EBFCD88'], registryHost: ['docker.io'], helloWorldImage: ['hello-world'], privateCa: ['-----BEGIN CERTIFICATE-----\nx'],
  aptRepository: ['https://example.com/%zz', 'http://[::1]:1/?#'], aptProxy: ['http://a:b@c:9999/'], value: ['-----BEGIN PRIVATE KEY-----\n$(x) \0 \ud800\n-----END PRIVATE KEY-----'], dockerHttpProxy: [''], dockerHttpsProxy: [''], dockerNoProxy: ['*'], registryUser: ['robot'], rebootAt: ['9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z'], at: ['9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z', '02:30'], login: ['root'], password: ['a password'], token: ['t'], path: ['/mnt/backup', '/mnt/other/'], current: ['wrong'], next: ['another long password'],
};

/** With a session of its own, from its own address: what is being slowed down is another case. */
async function call<V extends VerbName>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> {
  const context = await front.services.context({ cookie, address: newId() });
  return front.services.call(verb, context, input);
}

beforeAll(async () => {
  front = await InProcessConsole.start();
  work = workOf(front.services.resources, {
    connect: () => server.connect(),
    reach: { tcp: () => Promise.reject(new Error('not asked')), http: () => Promise.reject(new Error('not asked')), tls: () => Promise.reject(new Error('not asked')), names: () => Promise.reject(new Error('not asked')) },
    guide: { preflight: [tooLittle], verification: [], probes: [], installation: [appendStep('one'), { ...appendStep('two'), plan: () => [sudo(['fail', '7'])] }] },
  });
  workers = await startWorkers(front.services);
  cookie = await front.setUp();
  for (const name of known.server!) await prepare(name);
  const plan = await call('plan.make', { server: 'two' });
  const { run } = await call('run.start', { server: 'two', plan: plan.id });
  await vi.waitFor(async () => expect((await call('run.get', { run })).state).toBe('failed'), { timeout: 20_000 });
  const { destination } = await call('backup-destination.save', { server: 'two', destination: { place: { kind: 'directory', path: '/mnt/first' }, passphrase: { action: 'make' } } });
  Object.assign(known, { plan: [plan.id], run: [run], attempt: server.fake.ids(), destination: [destination.id], id: [destination.id] });
});
afterAll(async () => {
  await workers?.stop();
  await front?.close();
});

async function supply(name: string): Promise<void> {
  for (const [slot, fileName] of Object.entries(slotFile) as [keyof typeof slotFile, string][]) await call('materials.put', { server: name, file: { slot, fileName, base64: base64(fileName) } });
}

async function prepare(name: string): Promise<void> {
  await call('server.add', { ...profile, name });
  await supply(name);
  await call('settings.save', { server: name, settings: { access: { kind: 'http', address: '127.0.0.1' }, registryUser: 'robot', registryPassword: set('registry password'), supportPassword: set('support password') } });
  await call('preflight.start', { server: name });
  await work.checkups.settled((await work.repositories.servers.byName(name))!.id);
  await call('preflight.override', { server: name, check: 'test/memory', message: 'Too little.', reason: 'A trial' });
}

/** What a verb took away is put back, so that the next input gets as far. */
async function restore(after: VerbName, input: unknown): Promise<void> {
  const { auth } = front.services.resources;
  if (after.startsWith('session.') && (await auth.session(cookie)) === null) {
    const setCookies: string[] = [];
    await auth.signIn(admin.name, admin.password, setCookies);
    cookie = setCookies.map((each) => each.split(';', 1)[0]).join('; ');
  }
  for (const name of known.server!) if ((await work.repositories.servers.byName(name)) === null) await prepare(name);
  if (after.startsWith('materials.') && (input as { server?: unknown }).server === 'two') await supply('two');
}

const sentence = /^(?:["“\p{Lu}\d]|docker-compose\.|constants\.env)[\s\S]*[.?]$/u;
/** Of an upload it begins with the name of the file that was sent. */
const isWhole = (text: string, reason = '') => (reason.startsWith('upload.') ? text.endsWith('.') : sentence.test(text));

/** Of an answer that is none: what is wrong with it. */
function faultOf(error: unknown): string | null {
  if (!isGroundcrewError(error)) return `not an error of ours: ${String(error)}`;
  if (error.code === 'internal') return `internal: ${(error.cause as Error | undefined)?.stack ?? String(error.cause)}`;
  const odd = [error.message, error.remedy, ...Object.values(error.fields ?? {})].find((text) => text !== undefined && !isWhole(text, error.reason));
  return odd === undefined ? null : `not a sentence: ${odd}`;
}

/** Of verbs whose parts must fit one another, which chance seldom does. */
const examples: Partial<Record<VerbName, readonly unknown[]>> = {
  'backup-destination.save': [{ server: 'one', destination: { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'make' } } }],
  'backup-schedule.preview': [{ server: 'one', schedule: usualSchedule, retention: usualRetention }],
  'console-backup.save': [{ backup: { directory: null, elsewhere: null, isDaily: false, at: '02:30', zone: 'UTC', keep: 7, passphrase: { action: 'make' } } }],
};

describe('whatever is sent, a verb answers with a result or a sentence', () => {
  test.each(names)('%s', async (name) => {
    let through = 0;
    await fc.assert(fc.asyncProperty(inputsFor(verbs[name].input, known), async (input) => {
      let isRefused = false;
      try {
        await call(name, input as never);
        through += 1;
      } catch (error) {
        expect(faultOf(error)).toBeNull();
        isRefused = isGroundcrewError(error) && error.code === 'invalid_input' && error.reason === undefined;
        if (isGroundcrewError(error) && !isRefused) through += 1;
      }
      // A query takes nothing away, and what stops at the schema neither.
      if (verbs[name].kind === 'mutation' && !isRefused) await restore(name, input);
    }), { numRuns: verbs[name].input === empty ? runsOfNothing : runsEach, examples: (examples[name] ?? []).map((input): [unknown] => [input]) });
    expect(through, 'inputs that came past the schema').toBeGreaterThan(0);
  });

  test('also when the same is added, removed and changed at once', async () => {
    const context = await front.services.context({ cookie, address: newId() });
    const atOnce = <V extends VerbName>(verb: V, input: InputOf<V>) => front.services.call(verb, { ...context }, input).then(() => null, (error: unknown) => [faultOf(error), (error as { code?: string }).code]);
    const added = await Promise.all(Array.from({ length: 4 }, () => atOnce('server.add', { ...profile, name: 'four' })));
    expect(added.filter((each) => each !== null)).toEqual(Array(3).fill([null, 'conflict']));
    const file = { slot: 'compose' as const, fileName: 'docker-compose.yml', base64: base64('docker-compose.yml') };
    const changed = await Promise.all([
      atOnce('materials.put', { server: 'four', file }), atOnce('materials.set-layout', { server: 'four', layout: 'oss' }), atOnce('server.trust', { server: 'four', hostKey: { algorithm: 'a', sha256: 'b' } }), atOnce('preflight.start', { server: 'four' }),
      atOnce('server.remove', { server: 'four', confirm: 'four', clear: false }), atOnce('server.edit', { server: 'four', profile: { ...profile, name: 'five' } }), atOnce('materials.remove', { server: 'four', slot: 'compose' }), atOnce('plan.make', { server: 'four' }),
    ]);
    expect(changed.filter((each) => each !== null && each[0] !== null)).toEqual([]);
  });

  test('and what was stored by it is read again', async () => {
    for (const name of names.filter((each) => verbs[each].kind === 'query')) {
      const input = { server: 'two', run: known.run![0] };
      await call(name, input as never).catch((error: unknown) => expect(faultOf(error), name).toBeNull());
    }
    const longest = Math.max(...(await front.services.resources.database.audit.findMany()).map(({ sentence: text }) => text.length));
    expect(longest).toBeLessThan(5000);
  });
});
