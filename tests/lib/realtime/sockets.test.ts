import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { io, type Socket } from 'socket.io-client';
import { clientEvents, socketPath, type Acknowledgement, type ServerToClient } from '@/lib/contract/socket';
import type { Line } from '@/lib/contract/run';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { InProcessConsole } from '../../support/in-process-console';

let console_: InProcessConsole;
let cookie: string;
const open: Socket[] = [];
beforeEach(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect();
  await console_.close();
});

function dial(headers: Record<string, string> = {}, transports = ['websocket']): Socket {
  const socket = io(console_.origin, { path: socketPath, addTrailingSlash: false, transports, reconnection: false, forceNew: true, extraHeaders: { origin: console_.origin, cookie, ...headers } });
  open.push(socket);
  return socket;
}
const outcome = (socket: Socket) => new Promise<string>((resolve) => socket.once('connect', () => resolve('connected')).once('connect_error', (error) => resolve(error.message)));
const ended = (socket: Socket) => new Promise<string>((resolve) => socket.once('disconnect', resolve));
const watch = (socket: Socket, topic: unknown, event = 'watch') => socket.emitWithAck(event, topic) as Promise<Acknowledgement>;

describe('T-WS-2: who may open a socket', () => {
  test('the page of this console, signed in', async () => {
    expect(await outcome(dial())).toBe('connected');
  });

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1', ''])('not from the origin "%s"', async (origin) => {
    expect(await outcome(dial({ origin }))).not.toBe('connected');
  });

  test('not without an Origin', async () => {
    const socket = io(console_.origin, { path: socketPath, addTrailingSlash: false, transports: ['websocket'], reconnection: false, extraHeaders: { cookie } });
    open.push(socket);
    expect(await outcome(socket)).not.toBe('connected');
  });

  test('not by polling', async () => {
    expect(await outcome(dial({}, ['polling']))).not.toBe('connected');
    const polled = await fetch(`${console_.origin}${socketPath}?EIO=4&transport=polling`, { headers: { cookie, origin: console_.origin } });
    expect(polled.status).toBe(400);
  });

  test('not without a session, nor with a session in the query (T-WS-3)', async () => {
    expect(await outcome(dial({ cookie: '' }))).toBe('unauthorized');
    expect(await outcome(dial({ cookie: 'groundcrew.session_token=made.up' }))).toBe('unauthorized');
    const token = cookie.split('=')[1];
    const socket = io(console_.origin, { path: socketPath, addTrailingSlash: false, transports: ['websocket'], reconnection: false, query: { token, 'groundcrew.session_token': token }, auth: { token }, extraHeaders: { origin: console_.origin } });
    open.push(socket);
    expect(await outcome(socket)).toBe('unauthorized');
  });
});

describe('T-WS-1: what a socket may watch', () => {
  test('every event has a policy', () => {
    expect(Object.values(clientEvents).map((event) => event.policy)).toEqual(['admin', 'admin']);
  });

  test.each([
    ['a run that does not exist', { kind: 'run', run: newId(), after: 0 }], ['a server that does not exist', { kind: 'server', server: 'nobody' }],
    ['no topic', null], ['an unknown kind', { kind: 'everything' }], ['a run with a path', { kind: 'run', run: '../../etc/passwd', after: 0 }], ['a negative seq', { kind: 'run', run: newId(), after: -1 }], ['a prototype', { kind: '__proto__' }],
  ])('%s gets nothing', async (_, topic) => {
    const socket = dial();
    await outcome(socket);
    const heard: unknown[] = [];
    socket.onAny((...event) => heard.push(event));
    expect(await watch(socket, topic)).toMatchObject({ ok: false });
    if (typeof topic === 'object' && topic && 'run' in topic) console_.services.resources.events.publish({ type: 'lines', run: String(topic.run), lines: [], lastSeq: 1 });
    await watch(socket, { kind: 'fleet' }, 'unwatch'); // a round trip: whatever was sent before has arrived
    expect(heard).toEqual([]);
  });

  test('sign-out and a session ended by another process close the socket', async () => {
    const socket = dial();
    await outcome(socket);
    const closed = ended(socket);
    await console_.post('session.sign-out', {}, { cookie });
    expect(await closed).toBe('io server disconnect');

    cookie = await console_.signIn();
    const second = dial();
    await outcome(second);
    const swept = ended(second);
    await console_.services.resources.database.session.deleteMany({}); // as `npm run admin` does: no hook of this process runs
    expect(await swept).toBe('io server disconnect');
  });

  test('a changed password closes all sockets of the user', async () => {
    const second = await console_.signIn();
    const [mine, other] = [dial(), dial({ cookie: second })];
    await Promise.all([outcome(mine), outcome(other)]);
    const closed = Promise.all([ended(mine), ended(other)]);
    await console_.post('session.change-password', { current: 'correct horse battery', next: 'another long password' }, { cookie });
    expect(await closed).toEqual(['io server disconnect', 'io server disconnect']);
  });
});

test('who joins a server is told its checkups as they stand: one may have ended since the page asked', async () => {
  const { database } = console_.services.resources;
  await database.server.create({ data: { id: newId(), name: 'one', address: '192.0.2.1', port: 22, login: 'root', auth: 'password', sudo: 'none' } });
  const socket = dial();
  await outcome(socket);
  const told: string[] = [];
  socket.on('checkup', ({ server, checkup }: Parameters<ServerToClient['checkup']>[0]) => told.push(`${server} ${checkup.kind} ${checkup.state}`));
  expect(await watch(socket, { kind: 'server', server: 'one' })).toEqual({ ok: true });
  expect(told).toEqual(['one preflight never', 'one verification never']);
});

describe('replay of a run', () => {
  const run = newId();
  const lineRow = (seq: number) => ({ runId: run, seq, time: new Date(0), stream: 'output', step: null, text: `line ${seq}` });
  const live = (seq: number): Line => ({ run, seq, time: new Date(0).toISOString(), stream: 'output', step: null, text: `line ${seq}` });

  async function addRun(lines: number): Promise<void> {
    const { database, encryption } = console_.services.resources;
    await database.server.create({ data: { id: newId(), name: 'one', address: '192.0.2.1', port: 22, login: 'root', auth: 'password', sudo: 'none', runs: { create: { id: run, serverName: 'one', kind: 'install', title: 'Install', state: 'running', actor: 'ada', inputsHash: 'x', inputsEnc: encryption.encrypt(secret('{}'), { table: 'Run', column: 'inputsEnc', row: run }), createdAt: new Date(0), lastSeq: lines } } } });
    await database.line.createMany({ data: Array.from({ length: lines }, (_, index) => lineRow(index + 1)) });
  }

  test('backlog after the cursor, then live, each once and in order', async () => {
    await addRun(2500);
    const socket = dial();
    await outcome(socket);
    const seen: number[] = [];
    socket.on('lines', (batch: { lines: Line[] }) => seen.push(...batch.lines.map((line) => line.seq)));
    const watching = watch(socket, { kind: 'run', run, after: 400 });
    const { database, events } = console_.services.resources;
    for (const seq of [2501, 2502, 2503]) {
      await database.$transaction([database.line.create({ data: lineRow(seq) }), database.run.update({ where: { id: run }, data: { lastSeq: seq } })]);
      events.publish({ type: 'lines', run, lines: [live(seq)], lastSeq: seq });
    }
    expect(await watching).toEqual({ ok: true });
    events.publish({ type: 'lines', run, lines: [live(2503)], lastSeq: 2503 }); // told twice
    await watch(socket, { kind: 'run', run, after: 0 }, 'unwatch');
    events.publish({ type: 'lines', run, lines: [live(2504)], lastSeq: 2504 }); // nobody watches any more
    await watch(socket, { kind: 'fleet' }, 'unwatch');
    expect(seen).toEqual(Array.from({ length: 2103 }, (_, index) => 401 + index));
  });
});
