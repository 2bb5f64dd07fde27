import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { script } from '@/lib/shell/command';
import { wordsOf } from '@/lib/shell/render';
import { stub } from '@/tests/support/mount-namespace';

const root = mkdtempSync(path.join(tmpdir(), 'redis-flushed-'));
const put = (name: string, text: string) => void spawnSync('sh', ['-euc', stub(name, text), 'sh', `${root}/bin`]);
/** What the container was given, and what its Redis wants and answers. */
function redis({ wants = '', args = '', env = '', answers = 'OK' }: { wants?: string; args?: string; env?: string; answers?: string }): void {
  for (const [name, text] of Object.entries({ wants, args, env, answers })) writeFileSync(path.join(root, name), text);
}
function flush() {
  const [program = '', ...words] = wordsOf(script('guide/restore/redis-flushed.sh', ['clearml-redis'], { why: '' }));
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, PATH: `${root}/bin:${process.env.PATH ?? ''}` } });
  return { code: status, said: `${stdout}${stderr}`, words: readFileSync(path.join(root, 'words'), 'utf8') };
}

beforeAll(() => {
  mkdirSync(`${root}/bin`);
  put('docker', `printf '%s ' "$@" >>"${root}/words"
case $1 in
  inspect) case $3 in *Args*) cat "${root}/args" ;; *) cat "${root}/env" ;; esac ;;
  exec) shift 3; exec "$@" ;;
esac`);
  put('redis-cli', `if [ "\${REDISCLI_AUTH:-}" = "$(cat "${root}/wants")" ]; then cat "${root}/answers"
elif [ -n "\${REDISCLI_AUTH:-}" ]; then echo 'AUTH failed: WRONGPASS invalid username-password pair or user is disabled.' >&2; echo '(error) NOAUTH Authentication required.'
else echo '(error) NOAUTH Authentication required.'; fi`);
});
beforeEach(() => writeFileSync(path.join(root, 'words'), ''));
afterAll(() => rmSync(root, { recursive: true }));

it('is emptied', () => {
  redis({});
  expect(flush()).toMatchObject({ code: 0, said: 'Redis is empty.\n' });
});

it.each([
  ['among the words of its program', { args: 'redis-server\n--requirepass\nto\'p $ecret `x`\n' }, "to'p $ecret `x`"],
  ['within one word of a shell', { args: '-c\nexec redis-server --requirepass "hidden" --save ""\n' }, 'hidden'],
  ['in its environment', { env: 'PATH=/bin\nREDIS_PASSWORD=hid den $(x)\n' }, 'hid den $(x)'],
])('is opened by a password that its container has %s, which no command shows', (_where, given, wants) => {
  redis({ ...given, wants });
  const { code, said, words } = flush();
  expect([code, said]).toEqual([0, 'Redis is empty.\n']);
  expect(words).not.toContain(wants);
});

it.each([['another password than its container was given', { wants: 'x', env: 'REDIS_PASSWORD=y\n' }], ['no user who may', { answers: '(error) NOPERM this user has no permissions' }]])('with %s it stays as it is, and the restore goes on to start ClearML', (_what, given) => {
  redis(given);
  expect(flush()).toMatchObject({ code: 0, said: expect.stringContaining('Redis was not emptied') as string });
});

it('fails with a sentence where Redis does not answer: a moment later it may', () => {
  redis({ answers: 'Could not connect to Redis at 127.0.0.1:6379: Connection refused' });
  expect(flush()).toMatchObject({ code: 61, said: 'Redis was not emptied: Could not connect to Redis at 127.0.0.1:6379: Connection refused. See "docker logs clearml-redis", then try again.\n' });
});
