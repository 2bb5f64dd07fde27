/**
 * What a backup's scripts cost beside the tools that do the work, on the same data in the same run, on this machine:
 *   node --import tsx bench/backups.ts [MEGABYTES OF FILES] [MEGABYTES OF MONGODB] [RUNS]     1000, 500, 3
 * - dump: the part of MongoDB, of an archive that a stub streams as fast as it is read, beside "restic backup --stdin" of the same bytes;
 * - files: the part of the file server's files beside "restic backup" of the same tree, the first time and again unchanged;
 * - restore: the restore of the files beside "restic restore" and tar, each until it is on the disk: a restore that is done survives a loss of power;
 * - memory: of this process, which plans, starts and judges all of that as a console does: nothing of a set passes through it.
 * Each ratio is the raw tool's time by ours. restic's cheap key of the tests opens both repositories.
 */
import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newId } from '@/lib/core/ids';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { mongodbPart } from '@/lib/guide/backups/mongodb-part';
import type { BackupWanted } from '@/lib/guide/backups/wanted';
import { filesRestored } from '@/lib/guide/restore/files-restored';
import type { Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { Command } from '@/lib/shell/command';
import { inputsOf } from '../tests/lib/guide/inputs';
import { BackupBench, missingForBackups } from '../tests/support/backup-bench';
import { archive, document, joined } from '../tests/support/mongo-archive';
import { against, keep, median } from './results';

const [megabytes = 1000, dumped = 500, runs = 3] = process.argv.slice(2).map(Number);
if (missingForBackups !== undefined) throw new Error(`This machine has no ${missingForBackups}.`);
const least = 0.9;
const mostAgain = 1.1;

const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) * 1024;
const seconds = (act: () => void): number => {
  const from = performance.now();
  act();
  return (performance.now() - from) / 1000;
};
const containers = [{ name: 'mongo', service: 'mongo', image: '', state: 'running', isUnhealthy: false, ports: [] }];
const nothing = { mounts: { all: [], paths: new Map() }, recorded: undefined, containers, receipt: undefined };
const bench = new BackupBench((root) => inputsOf({ files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } }), nothing);
const at = (name: string) => path.join(bench.root, name);
const must = (ran: { code: number | null; said: string }) => {
  if (ran.code !== 0) throw new Error(ran.said);
};
/** Planned before the clock runs: a plan's questions belong to the console, not to the part. */
const planned = (part: (wanted: BackupWanted) => Step<Inputs>, wanted = bench.of(newId())) => bench.plan(part(wanted)).commands.at(-1)!;
const raw = (words: readonly string[], input?: string) => {
  const [program = '', ...rest] = words;
  const { status, stderr } = spawnSync(program, rest, { input, encoding: 'utf8', stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(stderr);
};
const restic = ['nice', '-n', '19', 'ionice', '-c', '2', '-n', '7', 'restic', '--no-cache', '-p', at('passphrase'), '-r', bench.directory, '--quiet'];

/** No backup there, and what a first one needs is in memory already. */
const emptied = () => {
  rmSync(bench.directory, { recursive: true });
  raw(['cp', '-a', at('blank'), bench.directory]);
};

/** Half of it can be compressed, as models and plots can. */
function makeTree(): void {
  const [noise, text] = [Buffer.alloc(1 << 20), Buffer.from('a line of a log that repeats itself\n'.repeat(30_000))];
  for (let file = 0; file < megabytes; file++) {
    const folder = at(`files/${file % 20}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${file}.bin`), file % 2 === 0 ? randomFillSync(noise) : Buffer.concat([text.subarray(0, 1 << 20), Buffer.from(String(file))]));
  }
}

/** One after the other, `runs` times, so that what else the machine does meets both. */
function both(ours: () => Command, theirs: () => void, before: () => void) {
  const [mine, others]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    before();
    const command = ours();
    mine.push(seconds(() => must(bench.run(command))));
    before();
    others.push(seconds(theirs));
  }
  return { ours: median(mine), raw: median(others) };
}
const throughput = (megabytesOfIt: number, { ours, raw: other }: { ours: number; raw: number }) => ({ ...against(other / ours, least, 3), unit: 'of the raw tool\'s throughput; at least', ours: Number((megabytesOfIt / ours).toFixed(1)), raw: Number((megabytesOfIt / other).toFixed(1)), of: 'MB a second' });

try {
  makeTree();
  const one = joined(archive([{ db: 'backend', collection: 'task', documents: Array.from({ length: dumped }, (_, each) => document(each, 1_000_000)) }]));
  writeFileSync(at('archive'), one);
  bench.put('docker', `case "$*" in ps*) for word; do case $word in label=com.docker.compose.service=mongo) echo m0 ;; esac; done ;; *'mongodump --version') echo 'mongodump version: 100.9.4' ;; *' mongodump --archive') exec cat "${at('archive')}" ;; top*) echo PID ;; esac`);
  const before = resident();

  const dump = both(() => planned(mongodbPart), () => raw(['sh', '-c', 'cat "$0" | "$@"', at('archive'), ...restic, 'backup', '--stdin', '--stdin-filename', 'mongodb.archive']), emptied);
  const first = both(() => planned(filesPart), () => raw(['sh', '-c', 'cd "$0" && exec "$@"', at('files'), ...restic, 'backup', '.']), emptied);
  must(bench.run(planned(filesPart, bench.wanted)));
  const again = both(() => planned(filesPart), () => raw(['sh', '-c', 'cd "$0" && exec "$@"', at('files'), ...restic, 'backup', '.']), () => undefined);
  must(bench.take(filesVerified(bench.wanted)).ended ?? { code: 0, said: '' });
  const put: Command = bench.plan(filesRestored({ ...bench.wanted, run: newId(), parts: ['files'] }), nothing).commands.find((each) => each.kind === 'script' && each.file.endsWith('files-restored.sh'))!;
  const empty = () => rmSync(at('there'), { recursive: true, force: true });
  const restore = both(() => put, () => raw(['sh', '-c', '"$@" && sync -f "$0"', at('there'), ...restic, 'restore', 'latest', '--target', at('there')]), empty);
  empty();
  const tar = seconds(() => raw(['sh', '-c', 'mkdir "$1" && tar -C "$0" -c . | tar -C "$1" -x && sync -f "$1"', at('files'), at('there')]));
  const passed = dumped * 2 * runs + megabytes * (5 * runs);

  keep('backups', {
    megabytes: { files: megabytes, mongodb: dumped }, runs,
    dump: throughput(one.length / 1e6, dump),
    files: throughput(megabytes, first),
    unchanged: { ...against(again.ours / again.raw, mostAgain, 3), unit: 'times restic alone; at most', ours: Number(again.ours.toFixed(2)), raw: Number(again.raw.toFixed(2)), of: 's' },
    restore: { ...throughput(megabytes, restore), tar: Number((megabytes / tar).toFixed(1)) },
    console: { ...against(Math.max(0, resident() - before), 50e6), unit: 'bytes that a process which plans and judges grew by while so many MB passed: they go from tool to tool on the server', megabytes: Math.round(passed) },
  });
} finally {
  bench.close();
}
