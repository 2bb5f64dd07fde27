import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** An address that no other test listens at: the port is Elasticsearch's own. */
const address = '127.83.4.5';
const folder = mkdtempSync(path.join(tmpdir(), 'lift-blocks-'));
const heard: string[] = [];
let status = 200;
const elastic = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''} ${Buffer.concat(chunks).toString()}`);
    response.writeHead(status).end('{"acknowledged":true}');
  });
});
/** Docker's client as it answers about one container. */
const docker = `#!/bin/sh\ncase $1 in ps) case "$*" in *service=elasticsearch*) echo 0123abcd ;; esac ;; inspect) echo "${address} " ;; esac\n`;
const run = (): Promise<{ code: number; stdout: string }> => new Promise((done) => {
  const child = execFile('sh', ['lib/guide/insides/lift-blocks.sh', '/opt/allegro', '{"index.blocks.read_only":null}'], { env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` } }, (_error, stdout) => done({ code: child.exitCode ?? -1, stdout }));
});

beforeAll(() => {
  writeFileSync(path.join(folder, 'docker'), docker);
  chmodSync(path.join(folder, 'docker'), 0o755);
  return new Promise<void>((done) => void elastic.listen(9200, address, done));
});
afterAll(() => {
  elastic.close();
  rmSync(folder, { recursive: true });
});

it('asks Elasticsearch, shows what it says, and fails when that is no yes', async () => {
  expect(await run()).toEqual({ code: 0, stdout: '{"acknowledged":true}\nHTTP 200\n' });
  expect(heard).toEqual(['PUT /_all/_settings?expand_wildcards=all {"index.blocks.read_only":null}']);
  status = 403;
  expect(await run()).toEqual({ code: 22, stdout: '{"acknowledged":true}\nHTTP 403\n' });
});

it('no script gives curl an option that Ubuntu 20.04 (curl 7.68) does not know', () => {
  const scripts = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sh'));
  const asks = scripts.filter((name) => readFileSync(path.join('lib', name), 'utf8').includes('curl '));
  expect(asks.length).toBeGreaterThan(5);
  // Options that came later (curl's docs/options-in-versions).
  const later = /--(?:fail-with-body|json|retry-all-errors|remove-on-error|no-clobber|create-file-mode|url-query|output-dir|rate|variable|form-escape|parallel-immediate|ca-native|skip-existing)\b/;
  expect(asks.filter((name) => later.test(readFileSync(path.join('lib', name), 'utf8')))).toEqual([]);
});
