import { spawn } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Me } from '@/lib/contract/session';
import { admin, InProcessConsole } from '../support/in-process-console';

let console_: InProcessConsole;
beforeEach(async () => void (console_ = await InProcessConsole.start()));
afterEach(() => console_.close());

function run(args: string[], input = ''): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/admin.ts', ...args], { env: { ...process.env, NODE_ENV: 'production', DATA_DIR: console_.dataDirectory }, stdio: 'pipe' });
  let [out, error] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (error += text.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, error })));
}
const signIn = (password: string) => console_.post('session.sign-in', { name: admin.name, password }).then((response) => response.status);

test('T-AUTH-8: reset-password is the way back in while a stranger keeps the account paused', async () => {
  const cookie = await console_.setUp();
  for (let attempt = 0; attempt < 8; attempt++) await signIn('wrong wrong wrong');
  expect(await signIn(admin.password)).toBe(429);
  const me = (await (await console_.get('session.me')).json()) as Me;
  expect(me.resetCommand).toBe(`DATA_DIR=${console_.dataDirectory} npm run admin -- reset-password <name>`); // as run() does
  const { code, out } = await run(['reset-password', admin.name]);
  expect(code).toBe(0);
  const made = /shown this once: (\S+)/.exec(out)?.[1] ?? '';
  expect(await signIn(made)).toBe(200);
  expect((await console_.get('server.list', {}, { cookie })).status).toBe(401); // the old session has ended
  const audits = await console_.services.resources.database.audit.findMany({ where: { verb: 'admin.reset-password' } });
  expect(audits).toHaveLength(1);
  expect(JSON.stringify(audits)).not.toContain(made);
});

test('a typed password is taken by standard input and held to the same rule', async () => {
  await console_.setUp();
  expect((await run(['reset-password', admin.name, '--stdin'], 'short\n')).error).toContain('at least 12 characters');
  expect(await signIn(admin.password)).toBe(200);
  expect(await run(['reset-password', admin.name, '--stdin'], 'typed by the operator\n')).toMatchObject({ code: 0 });
  expect(await signIn('typed by the operator')).toBe(200);
});

test('a name that is not there, and a rotation beside a running console, are refused in a sentence', async () => {
  await console_.setUp();
  expect(await run(['reset-password', 'nobody'])).toMatchObject({ code: 1, error: `There is no user "nobody". There is: ${admin.name}.\n` });
  expect((await run(['rotate-key'])).error).toContain(`Another console with the pid ${process.pid} already uses the data directory`);
});
