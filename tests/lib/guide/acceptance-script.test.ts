import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeClearml } from '../../support/fake-clearml';

vi.setConfig({ testTimeout: 60_000 });
const password = 'a "quoted\\ password';
let clearml: FakeClearml;
let url: string;
let folder: string;
beforeEach(async () => {
  clearml = new FakeClearml(password);
  url = await clearml.listen();
  folder = mkdtempSync(path.join(tmpdir(), 'acceptance-'));
});
afterEach(async () => {
  await clearml.close();
  rmSync(folder, { recursive: true });
});

interface Ended { code: number | null; output: string; stages: string[] }
function run(given = password, during: (process: ChildProcess) => void = () => undefined, files = `${url}/files`): Promise<Ended> {
  const test = spawn('/bin/sh', ['-eu', 'lib/guide/acceptance/acceptance-test.sh', `${url}/api`, files, 'groundcrew-test-1'], { env: { ...process.env, TMPDIR: folder } });
  let output = '';
  for (const stream of [test.stdout, test.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  test.stdin.end(`user = "support:${given.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n`);
  during(test);
  return new Promise((done) => test.on('close', (code) => done({ code, output, stages: [...output.matchAll(/^stage (\S+) (ok|failed) .+ \d+ ms$/gm)].map(([, name, how]) => `${name} ${how}`) })));
}
const isEmpty = () => clearml.project.length + clearml.task.length + clearml.files.size === 0;
const database = ['login ok', 'create-project ok', 'create-task ok', 'start-task ok', 'write-events ok', 'read-events ok'];
const removed = ['delete-file ok', 'delete-task ok', 'delete-project ok'];

it('writes, reads back and removes, and leaves nothing behind', async () => {
  const { code, output, stages } = await run();
  expect(output).toContain('ClearML passed the acceptance test.');
  expect({ code, stages }).toEqual({ code: 0, stages: [...database, 'upload ok', 'download ok', ...removed] });
  expect(clearml.log).toHaveLength(1);
  expect(isEmpty()).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
  expect(output).not.toContain(password);
});

it('says which stage failed, goes on with what does not depend on it, and removes the rest', async () => {
  clearml.answers = { 'POST file': { status: 403, body: 'no' }, 'events.add': { status: 500, body: '{"meta":{"result_msg":"General data error (read-only\u001b[31m)"}}' } };
  const { code, output, stages } = await run();
  expect({ code, stages }).toEqual({ code: 61, stages: [...database.slice(0, 4), 'write-events failed', 'upload failed', 'delete-task ok', 'delete-project ok'] });
  expect(output).toMatch(/^stage write-events failed HTTP 500 General data error \(read-only\[31m\) \d+ ms$/m);
  expect(output).toMatch(/^stage upload failed HTTP 403 \d+ ms$/m);
  expect(output).toContain('The acceptance test failed: write-events, upload.');
  expect(isEmpty()).toBe(true);
});

it('finds by its name what was made although the answer was lost', async () => {
  clearml.answers = { 'tasks.create': 'lost' };
  const { code, stages } = await run();
  expect({ code, stages }).toEqual({ code: 61, stages: ['login ok', 'create-project ok', 'create-task failed', 'upload ok', 'download ok', ...removed] });
  expect(clearml.asked).toContain('tasks.delete');
  expect(isEmpty()).toBe(true);
});

it('tells other bytes, and says what it could not remove', async () => {
  clearml.answers = { 'GET file': { status: 200, body: 'other' }, 'projects.delete': { status: 500, body: '' }, 'tasks.get_all': { status: 200, body: 'garbage' } };
  const { code, output, stages } = await run();
  expect({ code, stages }).toEqual({ code: 62, stages: [...database, 'upload ok', 'download failed', 'delete-file failed', 'delete-task failed', 'delete-project failed'] });
  expect(output).toMatch(/This stays behind in ClearML, and must be deleted there: the file (\S+), the task \1, the project \1\.$/m);
});

it('says of no file that it stays behind when none was sent, and does of one that may be stored', async () => {
  const { code, output, stages } = await run(password, undefined, 'http://127.0.0.1:1/files');
  expect({ code, stages }).toEqual({ code: 61, stages: [...database, 'upload failed', 'delete-task ok', 'delete-project ok'] });
  expect(output).not.toContain('stays behind');
  expect(isEmpty()).toBe(true);

  clearml.answers = { 'POST file': { status: 500, body: '' }, 'GET file': { status: 500, body: '' } };
  const lost = await run();
  expect({ code: lost.code, stages: lost.stages }).toEqual({ code: 62, stages: [...database, 'upload failed', 'delete-file failed', 'delete-task ok', 'delete-project ok'] });
  expect(lost.output).toMatch(/This stays behind in ClearML, and must be deleted there: the file \S+\.$/m);
});

it('writes nothing when it is not let in', async () => {
  const { code, output, stages } = await run('wrong');
  expect({ code, stages }).toEqual({ code: 61, stages: ['login failed'] });
  expect(output).toContain('HTTP 401 Unauthorized (invalid credentials)');
  expect(clearml.asked).toEqual(['auth.login']);
});

it('shows the password to no other process, and removes what it wrote when it is stopped', async () => {
  const seen: string[] = [];
  const { code, stages } = await run(password, (test) => {
    test.stdout?.on('data', (part: Buffer) => {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) if (existsSync(`/proc/${pid}/cmdline`)) try { seen.push(readFileSync(`/proc/${pid}/cmdline`, 'utf8')); } catch { /* it has ended */ }
      if (part.includes('stage write-events ok')) test.kill('SIGTERM');
    });
  });
  expect(seen.some((words) => words.includes('acceptance-test.sh'))).toBe(true);
  expect(seen.filter((words) => words.includes('quoted\\'))).toEqual([]);
  expect(code).toBe(143);
  expect(stages.slice(-2)).toEqual(['delete-task ok', 'delete-project ok']);
  expect(isEmpty()).toBe(true);
});
