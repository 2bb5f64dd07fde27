import { createServer, type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelInput } from '@/lib/contract/channel';
import type { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { minutes } from '@/lib/core/units';
import { lastMondayAtNine } from '@/lib/engine/weekly';
import { sendMail } from '@/lib/net/smtp';
import { secret } from '@/lib/core/secret';
import { nextAttempt } from '@/lib/services/workers/teller/retry';
import { found } from '../../support/canaries';
import { closeAll, listen } from '../../support/listen';
import { Receiver } from '../../support/receiver';
import { TellingBench, testProbe } from '../../support/telling-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: TellingBench;
let receiver: Receiver;
const set = (value: string) => ({ action: 'set' as const, value });
const webhook = (path = '/') => ({ kind: 'webhook' as const, url: set(`${receiver.url}${path}`) });
const kinds = () => receiver.bodies.map(({ kind, check }) => `${String(kind)} ${String(check)}`);
const waiting = () => bench.work.repositories.deliveries.waiting();

beforeEach(async () => {
  receiver = await Receiver.start();
  bench = await TellingBench.open([testProbe('a/one'), testProbe('a/two'), testProbe('a/three')]);
});
afterEach(async () => {
  await bench.close();
  closeAll();
});

describe('the queue', () => {
  it('tries again with back-off, over a restart, in the order of each alert, and sends each once', async () => {
    receiver.answer = () => 503;
    await bench.channel(webhook());
    await bench.see({ 'a/one': 'fail' });
    await bench.sent();
    expect(await bench.call('delivery.list', { limit: 5 })).toMatchObject([{ state: 'waiting', attempts: 1, answer: '503 ok' }]);
    await bench.see({ 'a/one': 'pass' }, 5000);
    bench.work.teller.wake();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(receiver.received).toHaveLength(1); // the end waits behind the beginning
    await bench.restart();
    receiver.answer = () => 200;
    bench.clock.move(minutes(2));
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), 20_000);
    expect(kinds()).toEqual(['fire a/one', 'fire a/one', 'resolve a/one']);
    expect(receiver.bodies[0]!.id).toBe(receiver.bodies[1]!.id);
    expect(await bench.call('delivery.list', { limit: 5 })).toMatchObject([{ state: 'sent', attempts: 1 }, { state: 'sent', attempts: 2, answer: '200 ok', nextAt: null }]);
  });

  it('lets no channel that hangs hold up another', async () => {
    receiver.answer = ({ path }) => (path === '/hangs' ? 'hang' : 200);
    await bench.channel(webhook('/hangs'));
    await bench.channel(webhook('/works'));
    await bench.see({ 'a/one': 'fail', 'a/two': 'fail' });
    bench.work.teller.wake();
    await vi.waitFor(() => expect(receiver.received.filter(({ path }) => path === '/works')).toHaveLength(2), 10_000);
    expect(receiver.received.filter(({ path }) => path === '/hangs')).toHaveLength(1);
  });

  it('waits longer each time, an hour at most, and gives up', () => {
    const waits = Array.from({ length: 12 }, (_, index) => nextAttempt(index + 1, 0, 0, 0.5));
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600].map((each) => each * 1000).concat([null as never]));
    expect(nextAttempt(2, 0, minutes(1441), 0.5)).toBeNull();
    expect([nextAttempt(1, 0, 0, 0), nextAttempt(1, 0, 0, 1)]).toEqual([24_000, 36_000]);
  });

  it('waits for a clock that was set back no longer than for any other', async () => {
    receiver.answer = () => 500;
    await bench.channel(webhook());
    await bench.see({ 'a/one': 'fail' });
    await bench.sent();
    receiver.answer = () => 200;
    bench.clock.move(-minutes(600), true);
    bench.work.teller.wake();
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), 20_000);
  });

  it('follows no redirect, and shows nothing of an answer but its first line', async () => {
    receiver.answer = () => 302;
    receiver.text = 'first line\nsecond line with an inner secret';
    const { id } = await bench.channel(webhook());
    expect(await bench.call('channel.test', { id })).toMatchObject({ state: 'failed', answer: '302 first line' });
  });

  it('sends nothing to a private address that is not allowed, and says which', async () => {
    const { id } = await bench.channel(webhook());
    await bench.call('telling.save', { allowedNetworks: ['10.0.0.0/8'], deadManIsOn: false, deadManMinutes: 5 });
    expect((await bench.call('channel.test', { id })).answer).toContain('127.0.0.1');
    expect(receiver.received).toEqual([]);
    await expect(bench.call('telling.save', { allowedNetworks: ['10.0.0.0/8', 'rubbish'], deadManIsOn: false, deadManMinutes: 5 })).rejects.toMatchObject({ field: 'allowedNetworks.1' });
  });
});

describe('an address that messages may not go to', () => {
  const save = (settings: ChannelInput['settings'], isOn = true) => bench.call('channel.save', { id: null, channel: { name: `channel ${newId()}`, isOn, settings } });
  const mail = { kind: 'email' as const, host: '192.0.2.1', port: 25, security: 'none' as const, from: 'a@example.com', to: ['b@example.com'] };

  it.each<[string, string, ChannelInput['settings'], string]>([
    ['reach.private', 'channel.settings.url', { kind: 'webhook', url: set('https://10.1.2.3/x') }, '10.1.2.3'],
    ['reach.private', 'channel.settings.url', { kind: 'slack', url: set('http://localhost:9/x') }, 'localhost'],
    ['reach.private', 'channel.settings.host', { ...mail, host: 'localhost' }, 'localhost'],
    ['reach.private', 'channel.settings.server', { kind: 'gotify', server: 'http://192.168.7.7', token: set('t') }, '192.168.7.7'],
    ['reach.forbidden', 'channel.settings.server', { kind: 'ntfy', server: 'http://169.254.169.254', topic: 'ops' }, '169.254.169.254'],
  ])('is refused (%s) when it is saved, at %s, with what to do', async (reason, field, settings, named) => {
    const refused = await save(settings).catch((error: unknown) => error as GroundcrewError);
    expect(refused).toMatchObject({ code: 'invalid_input', reason, field });
    expect((refused as GroundcrewError).fields?.[field]).toMatch(new RegExp(`^${named.replaceAll('.', '\\.')} is .*\\. (Add|Enter) `));
    expect(await bench.call('channel.list', {})).toEqual([]);
  });

  it('is taken once it is allowed, turned off, or not to be resolved now', async () => {
    await save({ kind: 'webhook', url: set('http://10.1.2.3/x') }, false);
    await save({ ...mail, host: 'mail.invalid' });
    await bench.call('telling.save', { allowedNetworks: ['10.0.0.0/8'], deadManIsOn: false, deadManMinutes: 5 });
    await save({ kind: 'webhook', url: set('http://10.1.2.3/x') });
    expect(await bench.call('channel.list', {})).toHaveLength(3);
  });
});

describe('who is told', () => {
  it('only channels that want the server and the severity, and of an end only those that heard of the beginning', async () => {
    await bench.channel(webhook('/fail'), { least: 'fail' });
    await bench.channel(webhook('/other'), { servers: ['beta'] });
    await bench.channel(webhook('/off'), { isOn: false });
    await bench.channel(webhook('/alpha'), { servers: ['alpha'] });
    const seen = async (outcome: 'warn' | 'fail' | 'pass') => {
      await bench.see({ 'a/one': outcome });
      await bench.sent();
      return receiver.received.splice(0).map(({ path }) => path).sort();
    };
    expect(await seen('warn')).toEqual(['/alpha']);
    expect(await seen('pass')).toEqual(['/alpha']);
    expect(await seen('warn')).toEqual(['/alpha']);
    expect(await seen('fail')).toEqual(['/alpha', '/fail']);
    expect(await seen('pass')).toEqual(['/alpha', '/fail']);
  });

  it('lets warnings wait for the end of quiet hours, and never tells what was over by then', async () => {
    await bench.channel(webhook(), { quiet: { from: '12:00', to: '13:00', zone: 'UTC' } });
    await bench.see({ 'a/one': 'warn', 'a/two': 'warn', 'a/three': 'fail' });
    await bench.sent();
    expect(kinds()).toEqual(['fire a/three']);
    expect((await bench.call('delivery.list', { limit: 5 })).filter(({ state }) => state === 'waiting')).toMatchObject([{ nextAt: '2026-06-10T13:00:00.000Z' }, {}]);
    await bench.see({ 'a/one': 'warn', 'a/two': 'pass', 'a/three': 'fail' });
    await bench.restart();
    bench.clock.move(minutes(60));
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), 20_000);
    expect(kinds()).toEqual(['fire a/three', 'fire a/one']);
    await bench.see({ 'a/one': 'pass', 'a/two': 'pass', 'a/three': 'fail' }, 1000);
    await bench.sent();
    expect(kinds().slice(2)).toEqual(['resolve a/one']);
  });

  it('tells at once what fails after it waited as a warning', async () => {
    await bench.channel(webhook(), { quiet: { from: '12:00', to: '13:00', zone: 'UTC' } });
    await bench.see({ 'a/one': 'warn' });
    await bench.see({ 'a/one': 'fail' });
    await bench.sent();
    bench.clock.move(minutes(120));
    await bench.sent();
    expect(kinds()).toEqual(['worse a/one']);
  });
});

describe('secrets', () => {
  const canaries = { login: 'canary-login-Zx9$w"q', url: 'canaryPathSecret77', signing: 'canary-signing-5!k', ping: 'canaryPingSecret42' };
  it('stand in no message, no answer, no view and not in clear in the database', async () => {
    await bench.work.repositories.servers.edit(bench.serverId, {}, { password: secret(canaries.login) });
    receiver.text = `you sent ${canaries.url} and ${canaries.signing}`;
    const pinged = await Receiver.start();
    pinged.text = `you asked ${canaries.ping}`;
    const { id } = await bench.channel({ ...webhook(`/${canaries.url}`), signingKey: set(canaries.signing) });
    await bench.call('telling.save', { allowedNetworks: ['127.0.0.1'], deadManUrl: set(`${pinged.url}/${canaries.ping}`), deadManIsOn: true, deadManMinutes: 5 });
    await bench.see({ 'a/one': 'fail' }, 30_000, () => `the password is ${canaries.login} ${Buffer.from(canaries.login).toString('base64')}`);
    await bench.sent();
    await vi.waitFor(async () => expect((await bench.call('telling.get', {})).deadManSentence).toContain('200 you asked ••••••'));
    const views = [await bench.call('channel.test', { id }), await bench.call('channel.list', {}), await bench.call('delivery.list', { limit: 50 }), await bench.call('telling.get', {}), await bench.call('activity.list', { limit: 50 })];
    const stored = [await bench.test.database.delivery.findMany(), await bench.test.database.channel.findMany(), await bench.test.database.consoleSetting.findMany()];
    const bodies = receiver.received.map(({ body }) => body);
    expect(found(JSON.stringify([views, stored, bodies]), canaries)).toEqual([]);
    expect(receiver.bodies.find(({ kind }) => kind === 'fire')?.text).toMatch(/^the password is •••••• ••••••/);
    expect((await bench.call('channel.list', {}))[0]).toMatchObject({ secrets: { url: { isSet: true }, signingKey: { isSet: true } }, settings: { template: '' } });
  });

  it('are kept where they go to the same place, and asked for again where not', async () => {
    const mail = { kind: 'email' as const, host: '127.0.0.1', port: 25, security: 'none' as const, user: 'u', from: 'a@example.com', to: ['b@example.com'] };
    const { id, name } = await bench.channel({ ...mail, password: set('s3cret') });
    await bench.call('telling.save', { allowedNetworks: ['127.0.0.0/8'], deadManIsOn: false, deadManMinutes: 5 });
    const save = (settings: object) => bench.call('channel.save', { id, channel: { name, settings: { ...mail, ...settings } } });
    expect(await save({ from: 'c@example.com' })).toMatchObject({ secrets: { password: { isSet: true } } });
    await expect(save({ host: '127.0.0.2' })).rejects.toMatchObject({ field: 'channel.settings.password', reason: 'channel.secret-elsewhere' });
    expect(await save({ host: '127.0.0.2', password: set('again') })).toMatchObject({ settings: { host: '127.0.0.2' } });
    expect(await save({ host: '127.0.0.2', password: { action: 'clear' } })).toMatchObject({ secrets: { password: { isSet: false } } });
    await expect(bench.channel({ kind: 'slack' })).rejects.toMatchObject({ field: 'channel.settings.url' });
    await expect(bench.channel({ ...webhook(), template: 'Hello {{nobody}}' })).rejects.toMatchObject({ field: 'channel.settings.template' });
    await expect(bench.call('channel.save', { id: null, channel: { name, settings: mail } })).rejects.toMatchObject({ field: 'channel.name' });
  });
});

describe('mail', () => {
  it('arrives at a real SMTP server, with a login, and says what that one refuses', async () => {
    const mails: string[] = [];
    const server = new SMTPServer({
      authOptional: false, allowInsecureAuth: true, disabledCommands: ['STARTTLS'], logger: false,
      onAuth: ({ username, password }, _, done) => (username === 'ops' && password === 'right' ? done(null, { user: 'ops' }) : done(new Error('No entry'))),
      onData: (stream, _, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { mails.push(Buffer.concat(chunks).toString()); done(); });
      },
    });
    const port = await listen(server.server);
    const mail = { kind: 'email' as const, host: '127.0.0.1', port, security: 'none' as const, user: 'ops', password: set('right'), from: 'groundcrew@example.com', to: ['a@example.com', 'b@example.com'] };
    await bench.channel(mail);
    await bench.see({ 'a/one': 'fail' });
    await bench.sent();
    await bench.see({ 'a/one': 'pass' });
    await bench.sent();
    expect(mails).toHaveLength(2);
    expect(mails[0]).toContain('Subject: Fails on alpha: a/one is fail');
    expect(mails[0]).toContain('To: a@example.com, b@example.com');
    expect(mails[0]!.replaceAll(/=\r\n/g, '')).toContain('What to do: Mend a/one.');
    const [first, second] = mails.map((text) => /References: (<.*>)/.exec(text)?.[1]);
    expect(first).toBeDefined();
    expect(first).toBe(second);
    expect((await bench.call('delivery.list', { limit: 1 }))[0]).toMatchObject({ state: 'sent', answer: expect.stringMatching(/^250 /) as string });
    const { id } = await bench.channel({ ...mail, password: set('wrong') });
    expect(await bench.call('channel.test', { id })).toMatchObject({ state: 'failed', answer: expect.stringContaining('535') as string });
    const { id: plain } = await bench.channel({ ...mail, security: 'starttls' });
    expect(await bench.call('channel.test', { id: plain })).toMatchObject({ state: 'failed' });
    expect(mails).toHaveLength(2);
  });

  it('goes to no server whose certificate is not its own', async () => {
    const taken: string[] = [];
    for (const secure of [false, true]) {
      const server = new SMTPServer({ authOptional: true, secure, logger: false, onMailFrom: ({ address }, _, done) => { taken.push(address); done(); } });
      server.on('error', () => undefined); // the client hangs up
      // Closed by itself: Node crashes where a socket is destroyed below the TLS that stands on it.
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.server.address() as AddressInfo;
      const { id } = await bench.channel({ kind: 'email', host: 'localhost', port, security: secure ? 'tls' : 'starttls', from: 'a@example.com', to: ['b@example.com'] });
      expect((await bench.call('channel.test', { id })).answer).toContain('localhost does not speak TLS as it should.');
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
    expect(taken).toEqual([]);
  });

  it('gives up on a server that says nothing', async () => {
    const port = await listen(createServer(() => undefined));
    const input = { host: '127.0.0.1', port, security: 'none' as const, user: '', password: null, from: 'a@example.com', to: ['b@example.com'], subject: 's', text: 't', html: 'h', messageId: 'm@x', timeout: 300 };
    await expect(sendMail({ ...input, allowed: ['127.0.0.1'] })).rejects.toMatchObject({ reason: 'smtp.timed-out' });
    await expect(sendMail({ ...input, allowed: [] })).rejects.toMatchObject({ reason: 'reach.private' });
  });
});

describe('what comes by itself', () => {
  it('tests each channel on Mondays at nine, once', async () => {
    await bench.channel(webhook(), { weeklyTest: true });
    await bench.channel(webhook(), { weeklyTest: false });
    await bench.sent();
    expect(receiver.received).toEqual([]);
    for (let day = 0; day < 14; day++) {
      bench.clock.move(minutes(1440));
      await bench.sent();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await vi.waitFor(() => expect(kinds()).toEqual(['test null', 'test null']));
    const nine = (text: string) => new Date(lastMondayAtNine(Date.parse(`${text}Z`), 'Europe/Berlin')).toISOString();
    expect([nine('2026-06-15T06:59'), nine('2026-06-15T07:00'), nine('2026-10-26T07:59'), nine('2026-10-26T08:00')]).toEqual(['2026-06-08T07:00:00.000Z', '2026-06-15T07:00:00.000Z', '2026-10-19T07:00:00.000Z', '2026-10-26T08:00:00.000Z']);
  });

  it('asks the dead-man\'s address while servers are watched, and no longer', async () => {
    // Nobody changed how it is watched.
    await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
    await bench.call('telling.save', { allowedNetworks: ['127.0.0.1'], deadManUrl: set(`${receiver.url}/ping`), deadManIsOn: true, deadManMinutes: 5 });
    await vi.waitFor(() => expect(receiver.received).toMatchObject([{ method: 'GET', path: '/ping' }]));
    await vi.waitFor(async () => expect((await bench.call('telling.get', {})).deadManSentence).toBe('The last ping, at 2026-06-10 12:00 UTC, was answered: 200 ok'));
    for (let index = 0; index < 4; index++) {
      await bench.see({ 'a/one': 'pass' }, minutes(5));
      await vi.waitFor(() => expect(receiver.received).toHaveLength(index + 2));
    }
    bench.clock.move(minutes(20));
    await vi.waitFor(async () => expect((await bench.call('telling.get', {})).deadManSentence).toContain('no server was watched'));
    expect(receiver.received).toHaveLength(5);
    // A server on which ClearML was never installed is none that is to be watched.
    await bench.work.repositories.servers.edit(bench.serverId, { state: 'new' });
    expect(await bench.work.repositories.alerts.watchedServers()).toBe(0);
    await expect(bench.call('telling.save', { allowedNetworks: [], deadManUrl: { action: 'clear' }, deadManIsOn: true, deadManMinutes: 5 })).rejects.toMatchObject({ field: 'deadManUrl' });
  });

  it('leaves the dead-man\'s address alone while no alert can be stored', async () => {
    await bench.call('telling.save', { allowedNetworks: ['127.0.0.1'], deadManUrl: set(`${receiver.url}/ping`), deadManIsOn: true, deadManMinutes: 5 });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
    await bench.test.database.$executeRawUnsafe("CREATE TRIGGER full BEFORE INSERT ON Alert BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
    for (const after of [5, 5, 5, 5]) {
      await bench.see({ 'a/one': 'fail' }, minutes(after));
      await vi.waitFor(async () => expect((await bench.call('telling.get', {})).deadManSentence).toContain(new Date(bench.clock.now()).toISOString().slice(11, 16)));
    }
    expect((await bench.call('telling.get', {})).deadManSentence).toContain('alerts could not be stored');
    expect(receiver.received).toHaveLength(4);
    await bench.test.database.$executeRawUnsafe('DROP TRIGGER full');
    await bench.see({ 'a/one': 'fail' }, minutes(1));
    bench.clock.move(minutes(5));
    await vi.waitFor(() => expect(receiver.received).toHaveLength(5));
  });
});
