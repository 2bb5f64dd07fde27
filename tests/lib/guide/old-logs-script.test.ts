import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oldLogs } from '@/lib/facts/old-logs';
import { deletion } from '@/lib/guide/old-logs';
import { renderForAttempt, wordsOf } from '@/lib/shell/render';

let place: string;
let logs: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'old-logs-'));
  logs = path.join(place, 'logs');
  mkdirSync(path.join(logs, 'api server'), { recursive: true });
});
afterEach(() => rmSync(place, { recursive: true }));

const day = 86_400;
function file(name: string, days = 20, bytes = 100): string {
  const full = path.resolve(logs, name);
  writeFileSync(full, Buffer.alloc(bytes, 1));
  utimesSync(full, Date.now() / 1000 - days * day, Date.now() / 1000 - days * day);
  return full;
}
const run = ([program = '', ...words]: readonly string[]) => spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
function listed(directory = logs) {
  const fact = oldLogs(directory, 14);
  if (fact.command.kind !== 'script') throw new Error('a script asks');
  const { status, stdout, stderr } = run(wordsOf(fact.command));
  return fact.parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
}
const plan = () => deletion(listed(), logs);
const paths = () => plan().flatMap(({ args: [, ...pairs] }) => pairs.filter((_, index) => index % 2 === 0).map((name) => path.relative(logs, name)));

/** Names by which a file tries to be more than a file. */
const hostile = ['a b.log.1', '-rf.log.2', "q'uo\"te.log.3", 'line\nbreak.log.4', '$(touch pwned).gz', '*.log.5', '[ab].log.6', 'back\\slash.log.7', 'api server/x.log-20260131'];

it('lists rotated files that are old enough, and neither links, nor what has two names, nor what lies behind a link', () => {
  for (const name of [...hostile, 'now.log', 'x.log.bak']) file(name);
  file('young.log.1', 13);
  file('../outside.log.1');
  linkSync(file('twice.log.1'), path.join(place, 'second'));
  symlinkSync(path.join(place, 'outside.log.1'), path.join(logs, 'link.log.1'));
  symlinkSync(place, path.join(logs, 'link'));
  expect(paths().sort()).toEqual([...hostile].sort());
  symlinkSync(logs, path.join(place, 'logs-link'));
  expect(listed(path.join(place, 'logs-link'))).toBeUndefined();
  expect(listed(path.join(place, 'none'))).toBeUndefined();
});

it('deletes each of them by its own path, and nothing else', () => {
  for (const name of [...hostile, 'a', 'now.log']) file(name);
  for (const name of ['b.log.6', 'z.log.5']) file(name, 3);
  const commands = plan();
  expect(commands.every(({ effect, why }) => effect === 'destroys' && !/\n/.test(why))).toBe(true);
  // As it is done on a server: through the shell text of an attempt.
  const text = commands.map((command, index) => renderForAttempt(command, index)).join('');
  const { status, stderr } = run(['sh', '-euc', `begin() { :; }\nfail() { exit "$1"; }\nas_root() { "$@"; }\ncd "$1"\n${text}`, 'attempt', place]);
  expect([status, stderr]).toEqual([0, '']);
  expect(readdirSync(logs).sort()).toEqual(['a', 'api server', 'b.log.6', 'now.log', 'z.log.5']);
  expect(readdirSync(path.join(logs, 'api server'))).toEqual([]);
  expect(readdirSync(place)).toEqual(['logs']);
  expect(plan()).toEqual([]);
});

describe('T-DEST-1 delete-logs.sh: a file that is another by then stays', () => {
  const name = 'api server/x.log.1';
  const changes: Record<string, (full: string) => void> = {
    'written to': (full) => writeFileSync(full, 'more', { flag: 'a' }),
    'of another time': (full) => utimesSync(full, 1, 1),
    'replaced by one of the same size and time': (full) => { renameSync(full, path.join(place, 'moved')); file(name); },
    'replaced by a link': (full) => { renameSync(full, path.join(place, 'moved')); symlinkSync(path.join(place, 'moved'), full); },
    'of a second name': (full) => linkSync(full, path.join(logs, 'other')),
    'behind a link that took the place of its directory': () => { renameSync(path.join(logs, 'api server'), path.join(place, 'elsewhere')); symlinkSync(path.join(place, 'elsewhere'), path.join(logs, 'api server')); },
    'a directory': (full) => { rmSync(full); mkdirSync(full); },
  };
  it.each(Object.keys(changes))('%s', (what) => {
    const full = file(name);
    const [command] = plan();
    changes[what]?.(full);
    const { status, stderr } = run(wordsOf(command!));
    expect(status).toBe(1);
    expect(stderr).toMatch(/x\.log\.1 was not deleted: /);
    expect(existsSync(full)).toBe(true);
  });

  it('nor does any that comes after it go', () => {
    const all = ['a', 'b', 'c'].map((each, index) => file(`${each}\n.log.1`, 20, 300 - index));
    const [command] = plan();
    writeFileSync(all[1]!, 'more', { flag: 'a' });
    const { status, stderr } = run(wordsOf(command!));
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^\S*\/logs\/b\?\.log\.1 was not deleted: it is no longer the file that was listed/)]);
    expect(all.map(existsSync)).toEqual([false, true, true]);
  });

  it.each(['/../outside.log.1', '/./x.log.1', '', '-elsewhere/x.log.1'])('a path that ends in "%s" leads elsewhere', (end) => {
    mkdirSync(`${logs}-elsewhere`);
    const [outside, beside] = [file('../outside.log.1'), file('../logs-elsewhere/x.log.1')];
    const { status, stderr } = run(['sh', '-euc', readFileSync('lib/guide/insides/delete-logs.sh', 'utf8'), 'delete-logs.sh', logs, `${logs}${end}`, '1 2 3 4']);
    expect([status, / was not deleted: its? /.test(stderr)]).toEqual([1, true]);
    expect([outside, beside].every(existsSync)).toBe(true);
  });
});

it('plans the deletion of many at once, in commands that a person can read', () => {
  for (let index = 0; index < 450; index++) file(`x.log.${index}`);
  const commands = plan();
  expect([commands.length, new Set(paths()).size, listed()?.isCut]).toEqual([9, 450, false]);
  const [first] = commands;
  expect(run(wordsOf(first!))).toMatchObject({ status: 0, stdout: 'Deleted: 50. Gone already: 0.\n' });
  expect(readdirSync(logs).filter((name) => name.startsWith('x.'))).toHaveLength(400);
});

it('says that there are more than an answer may hold, and breaks no name off', () => {
  const long = 'ä'.repeat(115);
  for (let index = 0; index < 1500; index++) file(`${long}.log.${index}`);
  const found = listed();
  expect(found?.isCut).toBe(true);
  expect(found?.files.length).toBeGreaterThan(1000);
  expect(found?.files.every(({ name }) => existsSync(path.join(logs, name)))).toBe(true);
});

it('is content with one that is gone already', () => {
  const full = file('x.log.1');
  const [command] = plan();
  rmSync(full);
  expect(run(wordsOf(command!))).toMatchObject({ status: 0, stdout: 'Deleted: 0. Gone already: 1.\n' });
});
