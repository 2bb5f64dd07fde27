import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '@/lib/facts/bson';
import { readScript } from '@/lib/shell/read-script';

/** The script as it is, with a socket of ours in the place of Docker's. */
const folder = mkdtempSync(path.join(tmpdir(), 'inside-'));
const socket = path.join(folder, 'docker.sock');
const text = readScript('facts/inside.pl').replace('/var/run/docker.sock', socket);
const servers: Server[] = [];

/** Runs `mongo` alone; a label tries to name another address. */
const docker = createHttp((request, response) => {
  const filters = JSON.parse(new URL(request.url ?? '', 'http://docker').searchParams.get('filters') ?? '{}') as { label: string[] };
  response.end(filters.label.includes('com.docker.compose.service=mongo') && filters.label.includes("com.docker.compose.project.working_dir=/opt/o'x") ? '[{"Id":"a","Labels":{"x":"\\"IPAddress\\":\\"192.0.2.9\\""},"NetworkSettings":{"Networks":{"n":{"IPAddress":"127.0.0.1"}}}}]' : '[]');
});

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};
const run = (...args: string[]): Promise<string> => new Promise((done, failed) => void execFile('perl', ['-e', text, '--', ...args], (error, stdout) => (error instanceof Error ? failed(error) : done(stdout))));

beforeAll(() => new Promise<void>((done) => void docker.listen(socket, done)));
afterAll(() => {
  docker.close();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

it('asks a service at the address of its container, under the second of its names, by HTTP', async () => {
  const port = await listen(createHttp((request, response) => response.end(`you asked ${request.url ?? ''}`)));
  expect(await run("/opt/o'x", 'mongodb mongo', String(port), 'http', '/_all/x.*?a={b}')).toBe('answer\nyou asked /_all/x.*?a={b}\n=== 200\n');
});

it('speaks lines, until the other side ends', async () => {
  let heard = '';
  const port = await listen(createServer((connection) => connection.on('data', (data) => {
    heard += data.toString();
    if (heard.endsWith('persistence\r\n')) connection.end(`+${heard.replaceAll('\r\n', '|')}\r\n`);
  })));
  expect(await run("/opt/o'x", 'mongo', String(port), 'lines', 'PING', 'INFO persistence')).toBe('answer\n+PING|INFO persistence|\r\n');
});

it('speaks messages, one answer after the other, and tells what came before a cut', async () => {
  let asked = 0;
  const port = await listen(createServer((connection) => connection.on('data', () => {
    asked += 1;
    if (asked === 3) connection.destroy();
    else connection.write(Buffer.from(encodeMessage({ ok: asked, long: 'x'.repeat(50_000) }), 'base64'));
  })));
  const question = encodeMessage({ ping: 1, $db: 'admin' });
  const [first, ...answers] = (await run("/opt/o'x", 'mongo', String(port), 'messages', question, question, question)).trim().split('\n');
  expect(first).toBe('answer');
  expect(answers.map((each) => decodeMessage(each)?.ok)).toEqual([1, 2]);
});

it('says when nothing runs, and when nobody listens', async () => {
  expect(await run('/opt/other', 'mongo', '1', 'lines', 'PING')).toBe('stopped\n');
  expect(await run("/opt/o'x", 'mongo', '1', 'lines', 'PING')).toBe('error it accepts no connection\n');
});
