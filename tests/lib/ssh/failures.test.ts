import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { KeyboardAuthContext } from 'ssh2';
import { isGroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import { ask, sudo } from '@/lib/shell/command';
import { connect } from '@/lib/ssh/connect';
import { failures, presentedHostKey } from '@/lib/ssh/failures';
import type { HostKey, SshProfile } from '@/lib/ssh/profile';
import { testConnection } from '@/lib/ssh/test-connection';
import { SshServer } from '@/tests/support/ssh-server';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of cleanUp.splice(0)) await stop();
});

const started = async (...behaviour: Parameters<typeof SshServer.start>) => {
  const server = await SshServer.start(...behaviour);
  cleanUp.push(() => server.stop());
  return server;
};
/** A TCP server that is no SSH server. */
const plain = async (behave: (socket: Socket) => void) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};
const profile = (port: number, more: Partial<SshProfile> = {}): SshProfile => ({
  address: '127.0.0.1', port, login: 'ops', auth: { kind: 'password', password: secret(SshServer.password) }, sudo: { kind: 'none' }, pinnedHostKey: null, ...more,
});
const errorOf = async (of: SshProfile, options = {}) => {
  try {
    (await connect(of, options)).close();
  } catch (error) {
    if (isGroundcrewError(error)) return error;
    throw error;
  }
  throw new Error('It connected.');
};
const keyOf = async (port: number): Promise<HostKey> => presentedHostKey(await errorOf(profile(port))) as HostKey;

describe('every way in which a connection can fail has its own sentence', () => {
  it('name not found', async () => {
    const error = await errorOf(profile(22, { address: 'no-such-name.invalid' }));
    expect(error).toMatchObject({ code: 'unreachable', reason: 'connection.name-not-found', message: 'The name no-such-name.invalid was not found.' });
  });
  it('refused', async () => {
    const port = await plain(() => undefined);
    await cleanUp.pop()?.();
    expect(await errorOf(profile(port))).toMatchObject({ code: 'unreachable', reason: 'connection.refused' });
  });
  it('no route', async () => {
    // A multicast address is no place to which TCP could go.
    expect(await errorOf(profile(22, { address: '255.255.255.255' }))).toMatchObject({ code: 'unreachable', reason: 'connection.no-route' });
  });
  it('accepted, and then silence', async () => {
    expect(await errorOf(profile(await plain(() => undefined)), { readyTimeout: 50 })).toMatchObject({ code: 'unreachable', reason: 'connection.silent' });
  });
  it('closed at once', async () => {
    expect(await errorOf(profile(await plain((socket) => socket.destroy())))).toMatchObject({ code: 'unreachable', reason: 'connection.closed' });
  });
  it('not SSH: a web server, and one that shows what it is', async () => {
    const error = await errorOf(profile(await plain((socket) => socket.end('HTTP/1.1 400 Bad Request\u001b]0;title\u0007\r\n\r\n'))));
    expect(error).toMatchObject({ code: 'unreachable', reason: 'connection.not-ssh' });
    expect(error.message).toContain('it said "HTTP/1.1 400 Bad Request"');
    expect(await errorOf(profile(await plain((socket) => socket.write('220 mail ESMTP\r\n'))), { readyTimeout: 100 })).toMatchObject({ reason: 'connection.not-ssh' });
  });
  it('no shared algorithm, by its kind', async () => {
    const server = await started({ algorithms: { cipher: ['aes128-cbc'] } });
    const error = await errorOf(profile(server.port));
    expect(error).toMatchObject({ code: 'unreachable', reason: 'connection.algorithms' });
    expect(error.message).toBe('The console and 127.0.0.1 share no cipher.');
  });
  it('wrong password, tried once (T-SSH-2)', async () => {
    const server = await started();
    const pinnedHostKey = await keyOf(server.port);
    const auth = { kind: 'password', password: secret('wrong') } as const;
    expect(await errorOf(profile(server.port, { pinnedHostKey, auth }))).toMatchObject({ code: 'login', reason: 'login.password-refused' });
    expect(server.tried).toEqual([{ method: 'none' }, { method: 'password', password: 'wrong' }]);
  });
  it('wrong password where two methods would take it: still tried once', async () => {
    const server = await started({ login: (context) => context.reject(['password', 'keyboard-interactive']) });
    expect(await errorOf(profile(server.port, { pinnedHostKey: await keyOf(server.port) }))).toMatchObject({ reason: 'login.password-refused' });
    expect(server.tried.map(({ method }) => method)).toEqual(['none', 'password']);
  });
  it('no passwords allowed', async () => {
    const server = await started({ login: (context) => context.reject(['publickey']) });
    expect(await errorOf(profile(server.port, { pinnedHostKey: await keyOf(server.port) }))).toMatchObject({ reason: 'login.password-not-allowed' });
    expect(server.tried.map(({ method }) => method)).toEqual(['none']);
  });
  it('password expired, and a second factor: nothing is sent to either', async () => {
    const answers: string[][] = [];
    const asking = (prompts: string[], instruction = '') => (context: KeyboardAuthContext) => {
      if (context.method !== 'keyboard-interactive') return (context).reject(['keyboard-interactive']);
      context.prompt(prompts, 'login', instruction, (given) => {
        answers.push(given);
        context.reject(['keyboard-interactive']);
      });
    };
    const cases = [
      ['login.password-expired', asking(['Current password: '], 'You are required to change your password immediately (expired).')],
      ['login.more-asked', asking(['Password: ', 'Verification code: '])],
    ] as const;
    for (const [reason, login] of cases) {
      const server = await started({ login: login as never });
      expect(await errorOf(profile(server.port, { pinnedHostKey: await keyOf(server.port) }))).toMatchObject({ code: 'login', reason });
    }
    expect(answers.flat()).not.toContain(SshServer.password);
  });
  it('key refused', async () => {
    const server = await started({ login: (context) => context.reject(['publickey']) });
    const auth = { kind: 'key', privateKey: secret(SshServer.newKey()), passphrase: null } as const;
    expect(await errorOf(profile(server.port, { pinnedHostKey: await keyOf(server.port), auth }))).toMatchObject({ code: 'login', reason: 'login.key-refused' });
  });
  it('no agent', async () => {
    const server = await started();
    expect(await errorOf(profile(server.port, { pinnedHostKey: await keyOf(server.port), auth: { kind: 'agent', socket: null } }))).toMatchObject({ reason: 'login.agent-missing' });
  });
  it('no shell', async () => {
    const server = await started({ shell: (channel) => {
      channel.write('This account is \u001b[31mnot available.\n');
      channel.exit(1);
      channel.end();
    } });
    const host = await connect(profile(server.port, { pinnedHostKey: await keyOf(server.port), login: 'root' }));
    cleanUp.unshift(() => host.close());
    await expect(host.ask([sudo(['true'])])).rejects.toMatchObject({ code: 'login', reason: 'login.not-a-shell', message: expect.stringContaining('This account is not available.') as string });
  });
  it('a lost connection, and every call after it', async () => {
    const server = await started({ shell: () => undefined });
    const host = await connect(profile(server.port, { pinnedHostKey: await keyOf(server.port), login: 'root' }));
    const asking = host.ask([sudo(['true'])]);
    setTimeout(() => server.connections.forEach((connection) => connection.end()), 50);
    await expect(asking).rejects.toMatchObject({ code: 'unreachable', reason: 'connection.lost' });
    await expect(host.status('0'.repeat(20))).rejects.toMatchObject({ reason: 'connection.lost' });
    expect(host.isOpen()).toBe(false);
  });
  it('a connection that dies while questions are put: each of them says that it was lost', async () => {
    const server = await started({ shell: () => undefined });
    const host = await connect(profile(server.port, { pinnedHostKey: await keyOf(server.port) }));
    for (const connection of server.connections) (connection as unknown as { _sock: Socket })._sock.resetAndDestroy();
    // The reset is in the kernel, and no event has told of it yet: the first write finds it, the next ones find a dead socket.
    const until = Date.now() + 50;
    while (Date.now() < until);
    const answers = await Promise.allSettled([1, 2, 3].map(() => host.ask([ask(['true'])])));
    expect(answers.map((each) => (each.status === 'rejected' ? (each.reason as { reason?: string }).reason : 'answered'))).toEqual(Array(3).fill('connection.lost'));
  });
  it('all sentences are whole, different, and say what to do', () => {
    const target = { address: 'a', port: 1, login: 'l' };
    const texts = Object.values(failures).map((each: { message: (t: typeof target, extra: string) => string; remedy: (t: typeof target, extra: string) => string }) => [each.message(target, ''), each.remedy(target, '')]);
    for (const text of texts.flat()) expect(text).toMatch(/^(?:[\p{Lu}al]|sudo ).*\.$/u);
    expect(new Set(texts.map(([message]) => message)).size).toBe(texts.length);
  });
});

describe('keys that can\'t be used', () => {
  const cases: [string, string][] = [
    ['login.key-unreadable', 'rubbish'], ['login.key-unreadable', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'],
    ['login.key-unreadable', '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n'], ['login.key-unreadable', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
    ['login.key-unreadable', ''], ['login.key-is-public', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ me@laptop'],
  ];
  for (const [reason, text] of cases) {
    it(`${reason}: ${JSON.stringify(text.slice(0, 40))}`, async () => {
      const server = await started();
      expect(await errorOf(profile(server.port, { auth: { kind: 'key', privateKey: secret(text), passphrase: null } }))).toMatchObject({ code: 'login', reason });
    });
  }
});

describe('T-SSH-1: host keys', () => {
  it('unknown: shown, and nothing is tried', async () => {
    const server = await started();
    const error = await errorOf(profile(server.port));
    expect(error).toMatchObject({ code: 'host_key', reason: 'connection.host-key-unknown' });
    expect(presentedHostKey(error)).toMatchObject({ algorithm: 'ssh-ed25519', sha256: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/) as string });
    expect(server.tried).toEqual([]);
    const result = await testConnection(profile(server.port));
    expect(result).toMatchObject({ ok: false, hostKey: 'first-use', presented: presentedHostKey(error), reason: 'connection.host-key-unknown' });
    expect(result.stages.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'fail', 'skipped', 'skipped', 'skipped']);
  });
  it('somebody in the middle, at the same address: a hard stop before the login, no password sent', async () => {
    const [real, other] = [await started(), await started()];
    const error = await errorOf(profile(other.port, { pinnedHostKey: await keyOf(real.port) }));
    expect(error).toMatchObject({ code: 'host_key', reason: 'connection.host-key-changed' });
    expect(presentedHostKey(error)).toEqual(await keyOf(other.port));
    expect(other.tried).toEqual([]);
    expect(await testConnection(profile(other.port, { pinnedHostKey: await keyOf(real.port) }))).toMatchObject({ ok: false, hostKey: 'changed' });
  });
  it('the pinned one: goes on', async () => {
    const server = await started();
    (await connect(profile(server.port, { pinnedHostKey: await keyOf(server.port) }))).close();
    expect(server.tried.at(-1)).toEqual({ method: 'password', password: SshServer.password });
  });
});
