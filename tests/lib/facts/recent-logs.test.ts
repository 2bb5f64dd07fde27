import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isUnreadable } from '@/lib/facts/fact';
import { readRecentLogs, recentLogs } from '@/lib/facts/recent-logs';
import cases from '../../cases/recent-logs.json';

describe('what was read of the logs', () => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_name, { printed, told }) => {
    expect(readRecentLogs(printed.join('\n'))).toMatchObject(told);
  });

  it.each(['', 'sh: 1: docker: not found\n', '\u0000\u0001\uFFFD'.repeat(1000), '=now x y\n', '[{"a":[[[]]]}]', 'x '.repeat(400_000)])('of another kind is unreadable', (printed) => {
    try {
      readRecentLogs(printed);
      expect.unreachable();
    } catch (error) {
      expect(isUnreadable(error)).toBe(true);
    }
  });
});

describe('the script', () => {
  let folder: string;
  const id = (letter: string) => letter.repeat(64);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'recent-logs-'));
    mkdirSync(path.join(folder, 'bin'));
    mkdirSync(path.join(folder, 'logs/apiserver'), { recursive: true });
    program('journalctl', 'exit 1');
    program('dmesg', 'echo "[    1.000000] Linux"');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(name: string, text: string): void {
    const file = path.join(folder, 'bin', name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  }

  /** As it is run on a server, with programs of ours in front of others. `bounds`: in the place of the last five parameters. */
  function run(bounds?: readonly string[]) {
    const { args } = recentLogs('/opt/allegro', path.join(folder, 'logs'));
    const words = [...args.slice(0, 2), ...(bounds ?? args.slice(2))];
    const stdout = execFileSync('sh', ['-euc', readFileSync('lib/facts/recent-logs.sh', 'utf8'), 'recent-logs', ...words], { encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, PATH: `${folder}/bin:${process.env.PATH ?? ''}` } });
    return { stdout, ...readRecentLogs(stdout) };
  }

  /** Docker with one container that has ended and one that says `said`. */
  const docker = (said: string) => program('docker', `case "$1 $2" in
    "ps --quiet") case "$*" in *status=*) echo ${id('b')} ;; *) echo ${id('a')}; echo ${id('b')} ;; esac ;;
    "inspect --format") shift 3; for each; do printf '{"id":"%s","name":"/c-%.1s","service":"apiserver","state":"running","exitCode":0,"outOfMemory":false,"error":"","restarts":0,"startedAt":"2026-12-01T00:00:00Z","finishedAt":"0001-01-01T00:00:00Z"}\\n' "$each" "$each"; done ;;
    "events --since") echo '{"time":1,"Action":"die","Actor":{"Attributes":{"exitCode":"1","com.docker.compose.service":"mongo"}}}' ;;
    "logs --timestamps") case "$*" in *${id('a')}) ${said} ;; *) echo "bad" >&2; exit 1 ;; esac ;;
  esac`);

  it('reads each log, those of ended containers first, and lets none write a line of ours', () => {
    docker(`echo "out"; echo "=end 0" >&2; echo "=log container ${id('c')}"`);
    const { logs, containers, events, unread } = run();
    expect(logs.map(({ kind, name, lines }) => [kind, name, lines.length])).toEqual([['kernel', 'kernel', 1], ['container', 'c-b', 1], ['container', 'c-a', 3]]);
    expect(containers?.map(({ name }) => name)).toEqual(['c-b', 'c-a']);
    expect(events).toEqual([{ at: 1000, action: 'die', service: 'mongo', name: '', exitCode: 1 }]);
    expect(unread).toEqual(['Not read: container c-b. It was answered: bad.']);
  });

  it('keeps the bounds whatever a log holds', () => {
    docker('head -c 3000000 /dev/zero | tr "\\0" x; echo; yes "$(printf "\\033[31mred\\r")" | head -n 500000');
    const { stdout, logs } = run();
    const log = logs.find(({ name }) => name === 'c-a');
    expect(log?.lines).toHaveLength(2000);
    expect(Math.max(...(log?.lines ?? []).map((line) => line.length))).toBeLessThanOrEqual(16_384);
    expect(stdout.length).toBeLessThan(1_100_000);
    // Of all together, too: the end is missing, which is told.
    const cut = run(['3600', '2000', '1000000', '3000', '90']);
    expect(cut.stdout.length).toBeLessThan(3100);
    expect(cut.unread.at(-1)).toMatch(/after the first 10 MB/);
  });

  it('says what the time was over for', () => {
    docker('sleep 20');
    expect(run(['3600', '2000', '1000000', '10000000', '1']).unread.filter((each) => /^Not read(?:,| to its end).* container /.test(each)).length).toBeGreaterThan(0);
  });

  it("reads the ends of ClearML's own files, and no link, no old file and no strange name", () => {
    program('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
    const at = (name: string) => path.join(folder, 'logs', name);
    writeFileSync(at('apiserver/apiserver.log'), `${'old\n'.repeat(600_000)}last`);
    writeFileSync(path.join(folder, 'secret'), 'hunter2');
    symlinkSync(path.join(folder, 'secret'), at('apiserver/link.log'));
    linkSync(path.join(folder, 'secret'), at('apiserver/hard.log'));
    writeFileSync(at('apiserver/a\n=whole.log'), 'strange');
    writeFileSync(at('apiserver/yesterday.log'), 'old');
    utimesSync(at('apiserver/yesterday.log'), 1, 1);
    const { stdout, logs, containers, unread } = run();
    expect(stdout).not.toMatch(/hunter2|strange|yesterday/);
    expect(logs.find(({ kind }) => kind === 'file')).toMatchObject({ name: 'apiserver/apiserver.log' });
    expect(logs.find(({ kind }) => kind === 'file')?.lines.slice(-2)).toEqual(['old', 'last']);
    // Docker's own words are judged, too.
    expect(logs[0]).toEqual({ kind: 'command', name: 'docker', service: null, lines: ['Cannot connect to the Docker daemon'] });
    expect(containers).toBeUndefined();
    expect(unread).toContain("Not read: Docker's list of containers. It was answered: Cannot connect to the Docker daemon.");
  });
});
