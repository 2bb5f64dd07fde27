import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isForbiddenAddress } from '@/lib/net/addresses';
import { createReach } from '@/lib/net/reach';
import { closeAll, listen } from '@/tests/support/listen';

afterEach(closeAll);
const reach = createReach();

describe('tcp', () => {
  it('open: accepted and held', async () => {
    expect(await reach.tcp('127.0.0.1', await listen(createServer()))).toMatchObject({ state: 'open' });
  });
  it('unknown: accepted and closed at once, politely or not', async () => {
    expect(await reach.tcp('127.0.0.1', await listen(createServer((socket) => socket.end())))).toMatchObject({ state: 'unknown' });
    expect(await reach.tcp('127.0.0.1', await listen(createServer((socket) => socket.resetAndDestroy())))).toMatchObject({ state: 'unknown' });
  });
  it('closed: refused', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await reach.tcp('127.0.0.1', port)).toEqual({ state: 'closed', detail: 'The connection is refused.' });
  });
  it('closed: no answer in time', async () => {
    // The queue of a listener that nobody empties: once it is full, the system lets further connections hang.
    const clock = { now: () => 0, sleep: () => Promise.resolve() };
    expect(await createReach({ clock }).tcp('127.0.0.1', await listen(createServer()), { timeout: 3000 })).toEqual({ state: 'closed', detail: 'Nothing answers within 3 s.' });
  });
});

describe('http', () => {
  it('answers with status, headers and body, and does not follow redirects', async () => {
    const seen: string[] = [];
    const port = await listen(createHttpServer((incoming, outgoing) => {
      seen.push(`${incoming.method} ${incoming.url} ${incoming.headers.host}`);
      outgoing.writeHead(302, { location: '/elsewhere', 'set-cookie': ['a=1', 'b=2'] }).end('mövëd');
    }));
    const answer = await reach.http({ url: `http://127.0.0.1:${port}/x?y=1` });
    expect(answer).toMatchObject({ status: 302, body: 'mövëd', headers: { location: '/elsewhere', 'set-cookie': 'a=1, b=2' } });
    expect(seen).toEqual([`GET /x?y=1 127.0.0.1:${port}`]);
  });
  it('sends method, headers and body', async () => {
    const port = await listen(createHttpServer((incoming, outgoing) => {
      incoming.on('data', (chunk: Buffer) => outgoing.write(`${incoming.method} ${String(incoming.headers['x-a'])} ${chunk.toString()}`)).on('end', () => outgoing.end());
    }));
    expect((await reach.http({ url: `http://127.0.0.1:${port}`, method: 'POST', headers: { 'x-a': 'b' }, body: 'text' })).body).toBe('POST b text');
  });
  it('reads at most 64 KiB, even of an endless answer', async () => {
    const port = await listen(createHttpServer((_, outgoing) => {
      const more = () => {
        while (!outgoing.destroyed && outgoing.write('x'.repeat(10_000)));
      };
      outgoing.on('drain', more);
      more();
    }));
    expect((await reach.http({ url: `http://127.0.0.1:${port}` })).body).toBe('x'.repeat(65_536));
  });
  const failing: [string, (socket: Socket) => void, string, number?][] = [
    ['reach.closed', (socket) => socket.destroy(), 'http'],
    ['reach.not-http', (socket) => socket.end('220 mail\r\n'), 'http'],
    ['reach.timed-out', () => undefined, 'http', 100],
    ['reach.tls', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'https'],
  ];
  for (const [reason, behave, scheme, timeout] of failing) {
    it(reason, async () => {
      const port = await listen(createServer(behave));
      await expect(reach.http({ url: `${scheme}://127.0.0.1:${port}`, ...(timeout ? { timeout } : {}) })).rejects.toMatchObject({ code: 'unreachable', reason, message: expect.stringContaining(`127.0.0.1:${port}`) as string });
    });
  }
  it('refuses other schemes', async () => {
    for (const url of ['file:///etc/passwd', 'gopher://127.0.0.1', 'rubbish', '']) await expect(reach.http({ url })).rejects.toMatchObject({ code: 'invalid_input', reason: 'reach.url' });
  });
});

describe('the guard', () => {
  const forbidden = ['169.254.169.254', '169.254.0.1', 'fe80::1', 'febf::1%eth0', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '::169.254.169.254', '::a9fe:a9fe', 'fd00:ec2::254', '0.0.0.0', '::', 'rubbish'];
  const allowed = ['127.0.0.1', '10.0.0.1', '192.168.1.1', '172.16.0.1', '8.8.8.8', '::1', 'fec0::1', 'fd00::1', '169.253.1.1', '::ffff:10.0.0.1'];
  it('knows link-local addresses in all their forms', () => {
    expect(forbidden.filter((address) => !isForbiddenAddress(address))).toEqual([]);
    expect(allowed.filter(isForbiddenAddress)).toEqual([]);
  });
  it('stands before every request, also in the forms that a URL normalises', async () => {
    for (const host of ['169.254.169.254', '0xa9fea9fe', '2852039166', '[::ffff:169.254.169.254]', '[fe80::1]']) {
      await expect(reach.http({ url: `http://${host}/latest/meta-data` }), host).rejects.toMatchObject({ code: 'forbidden', reason: 'reach.forbidden' });
    }
    await expect(reach.tcp('169.254.169.254', 80)).rejects.toMatchObject({ reason: 'reach.forbidden' });
  });
});
