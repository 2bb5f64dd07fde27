import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { isSecret, secret } from '@/lib/core/secret';
import { clearmlApi } from '@/lib/facts/clearml-api';

const key = { access: 'KEY', secret: secret('pa"ss\\word:$(x)') };
const asked: string[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => void (body += part.toString()));
  request.on('end', () => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`);
    if (request.headers.authorization !== `Basic ${Buffer.from(`KEY:${key.secret.reveal()}`).toString('base64')}`) response.statusCode = 401;
    response.end('{"data":{"version":"3.25.0","queues":[{"id":"q","name":"default","entries":[{"task":"t"}]}],"workers":[]}}');
  });
});
afterEach(() => void server.close());

it('asks all three questions with the key, by the curl that a server has', async () => {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const fact = clearmlApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, key);
  const { command } = fact;
  if (command.kind !== 'script' || !isSecret(command.stdin)) throw new Error('The key must go by standard input.');
  expect(JSON.stringify(command.args)).toBe('[]');
  const stdin = command.stdin.reveal();
  const stdout = await new Promise<string>((done, failed) => {
    const child = execFile('sh', ['-euc', readFileSync('lib/facts/clearml-api.sh', 'utf8')], (error, text) => (error instanceof Error ? failed(error) : done(text)));
    child.stdin?.end(stdin);
  });
  expect(asked).toEqual(['POST /server.info {}', 'POST /queues.get_all {"only_fields":["id","name","entries"],"search_hidden":true}', 'POST /workers.get_all {"last_seen":3600}']);
  expect(fact.parse({ exitCode: 0, stdout, stderr: '', truncated: false, timedOut: false })).toEqual({ state: 'answered', told: { version: '3.25.0', queues: [{ name: 'default', waiting: 1, workers: 0 }], workers: [] } });
});
