import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resticManifest } from '@/lib/facts/restic-manifest';
import { resticSnapshots, type ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { copyPruned, copySteps } from '@/lib/guide/backups/copy-steps';
import { storedOf, wantedSources } from '@/lib/guide/backups/stored';
import { snapshotWith, type BackupWanted } from '@/lib/guide/backups/wanted';
import type { BackupBench, Ran } from './backup-bench';
import { cheapenResticKey } from './cheap-restic-key';

/** What the seeded backup holds of the file server. */
export const weights = randomBytes(3_000_000);
/** No mounts of note. */
export const mounts = { all: [], paths: new Map() };
/** The steps after which a copy counts. */
export const whole = ['copy-repository', 'copy', 'copy-manifest'];

/** A backup with all its parts, proofs and manifest, as its steps leave it. */
export function seedBackup(bench: BackupBench, set: string): void {
  const newest = (...tags: string[]) => (JSON.parse(bench.restic(['snapshots', '--json', '--tag', tags.join(',')]).toString()) as { id: string }[]).at(-1)!.id;
  const store = (name: string, content: Buffer, ...tags: string[]) => {
    bench.restic(['backup', '--quiet', '--stdin', '--stdin-filename', name, `--tag=set=${set}`, ...tags.map((tag) => `--tag=${tag}`)], content);
    return newest(`set=${set}`, tags[0]!);
  };
  const parts = wantedSources.map((source) => {
    const content = source === 'files' ? weights : Buffer.from(source);
    const begun = store(source, content, `source=${source}-unfinished`);
    bench.restic(['tag', '--quiet', `--set=set=${set}`, `--set=source=${source}`, `--set=bytes=${content.length}`, begun]);
    const snapshot = newest(`set=${set}`, `source=${source}`);
    return { source, snapshot, bytes: content.length, verified: { snapshot: store(`${source}.json`, Buffer.from('{}'), `source=${source}-proof`, `of=${snapshot}`, `bytes=${content.length}`) } };
  });
  store('manifest.json', Buffer.from(JSON.stringify({ version: 1, set, parts })), 'source=manifest');
}

/** Every step as a run takes it, until one fails. */
export function copyBackup(bench: BackupBench, wanted: BackupWanted): { readonly ran: string[]; readonly ended: Ran | undefined } {
  const ran: string[] = [];
  for (const step of [...copySteps(wanted), ...copyPruned(wanted)]) {
    const planned = bench.plan(step, { mounts });
    if (planned.state === 'blocked') return { ran, ended: { code: null, said: planned.blockedBy ?? '', stdout: '' } };
    for (const command of planned.commands) {
      if (command.kind === 'install') continue;
      const ended = bench.run(command);
      if (ended.code !== 0) return { ran, ended };
    }
    ran.push(step.id.slice('backups/'.length));
    if (step.id === 'backups/copy-repository') cheapen(wanted.copy!.destination);
  }
  return { ran, ended: undefined };
}
/** Of a directory of this machine; what lies elsewhere stays as it is. */
function cheapen({ directory, passphrase }: BackupWanted['destination']): void {
  if (existsSync(`${directory}/keys`)) cheapenResticKey(directory, passphrase.reveal());
}
const asked = <T>(bench: BackupBench, fact: Parameters<typeof bench.ask<T>>[0]): T => {
  const reading = bench.ask(fact);
  if (!reading.readable) throw new Error(reading.reason);
  return reading.value;
};
/** What lies there of the backup, as the console asks it back. */
export function liesThere(bench: BackupBench, { set, copy: second }: BackupWanted) {
  const { directory, passphrase } = second!.destination;
  const snapshots: readonly ResticSnapshot[] = asked(bench, resticSnapshots(directory, passphrase, set)) ?? [];
  const manifest = snapshotWith(snapshots, 'source=manifest');
  return { snapshots, stored: storedOf(set, snapshots, manifest ? asked(bench, resticManifest(directory, passphrase, manifest.id)) : null) };
}
