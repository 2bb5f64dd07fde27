import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { outsideHttp } from '@/lib/facts/outside-http';
import { outsideNames } from '@/lib/facts/outside-names';
import { outsidePorts } from '@/lib/facts/outside-ports';
import { outsideTls } from '@/lib/facts/outside-tls';
import { createReach } from '@/lib/net/reach';
import { Authority } from '@/tests/support/certificates';
import { closeAll, listen } from '@/tests/support/listen';

const authority = new Authority();
afterEach(closeAll);
afterAll(() => authority.remove());
// One second that a connection must be held is a moment here.
const clock = { now: () => Date.now(), sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds / 5)) };
const reach = createReach({ clock });

describe('outside-ports', () => {
  it('tells each port, and that the console asked its own machine', async () => {
    const [open, odd] = [await listen(createServer()), await listen(createServer((socket) => socket.end()))];
    const gone = createServer();
    const closed = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    expect(await outsidePorts('127.0.0.1', [open, odd, closed]).ask(reach)).toEqual({ ports: [{ port: open, state: 'open' }, { port: odd, state: 'unknown' }, { port: closed, state: 'closed' }], address: '127.0.0.1', isSameMachine: true });
  });
  it('takes another address of the console for another machine, its own for the same', async () => {
    const answering = (from: string, to: string) => outsidePorts('x', [1, 2]).ask({ ...reach, tcp: (_host, port) => Promise.resolve(port === 1 ? { state: 'closed' as const, detail: '' } : { state: 'open' as const, detail: '', from, to }) });
    expect(await answering('10.0.0.5', '10.0.0.6')).toMatchObject({ address: '10.0.0.6', isSameMachine: false });
    expect(await answering('::ffff:10.0.0.6', '10.0.0.6')).toMatchObject({ isSameMachine: true });
    expect(await answering('10.0.0.6', '10.0.0.6')).toMatchObject({ isSameMachine: true });
  });
  it('asks at most sixteen at once', async () => {
    let [now, most] = [0, 0];
    const counting = { ...reach, tcp: async () => {
      most = Math.max(most, (now += 1));
      await Promise.resolve();
      now -= 1;
      return { state: 'closed' as const, detail: '' };
    } };
    expect((await outsidePorts('x', Array.from({ length: 40 }, (_, port) => port + 1)).ask(counting)).ports).toHaveLength(40);
    expect(most).toBe(16);
  });
});

describe('outside-tls', () => {
  it('counts the days that are left by the clock of the console, and tells a name without TLS from a bad certificate', async () => {
    const { cert, key } = authority.issue(['localhost'], 30);
    const port = await listen(createHttpsServer({ cert: cert + authority.between, key }), 'localhost');
    const ask = async (ahead: number) => (await outsideTls(['localhost'], authority.root, port).ask(createReach({ clock: { ...clock, now: () => Date.now() + ahead * 86_400_000 } })))[0];
    expect(await ask(0)).toMatchObject({ name: 'localhost', problem: null, daysLeft: 29, isEarly: false, isForName: true });
    expect(await ask(31)).toMatchObject({ daysLeft: -2 });
    expect(await ask(-31)).toMatchObject({ isEarly: true });
    const plain = await listen(createHttpServer(), 'localhost');
    expect(await outsideTls(['localhost'], '', plain).ask(reach)).toMatchObject([{ name: 'localhost', error: `localhost:${plain} does not speak TLS.` }]);
  });
});

it('outside-http tells where a redirect leads, and follows none', async () => {
  const port = await listen(createHttpServer((_, outgoing) => outgoing.writeHead(301, { location: 'https://127.0.0.1:1/' }).end()));
  expect(await outsideHttp(`http://127.0.0.1:${port}/`).ask(reach)).toMatchObject({ status: 301, location: 'https://127.0.0.1:1/' });
});

it('outside-names tells the addresses of each name', async () => {
  expect(await outsideNames(['192.0.2.5']).ask(reach)).toEqual([{ name: '192.0.2.5', addresses: ['192.0.2.5'] }]);
});
