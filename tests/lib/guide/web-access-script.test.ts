import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'web-access-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ask = () => spawnSync('/bin/sh', ['-eu', 'lib/guide/installation/web-access.sh', 'http://localhost:8080/', '600'], { encoding: 'utf8', env: { ...process.env, PATH: folder } });

it('says at once that curl is missing instead of waiting', () => {
  expect(ask()).toMatchObject({ status: 47, stdout: '', stderr: 'The server has no curl to ask with.\n' });
  writeFileSync(path.join(folder, 'curl'), '#!/bin/sh\nprintf 200\n');
  chmodSync(path.join(folder, 'curl'), 0o755);
  expect(ask()).toMatchObject({ status: 0, stdout: 'http://localhost:8080/ answers with HTTP 200.\n' });
});
