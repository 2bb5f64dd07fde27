import type { BackupSource } from '@/lib/contract/backup';
import { Blocked } from '@/lib/engine/blocked';
import type { ProjectContainer } from '@/lib/facts/project-containers';
import type { Script } from '@/lib/shell/command';
import { script } from '@/lib/shell/command';
import type { BackupWanted } from '../backups/wanted';
import { hashOf } from '../hash';
import { leaveReceipt } from '../receipt-command';
import { storedPart, storedPartNeeds, type StoredPartFacts } from './stored-part';

/** One restore as its run makes it. `set` and `destination` name the backup that is restored. */
export interface RestoreWanted extends BackupWanted {
  /** The run: receipts hold it, so that what an earlier restore of the same backup did is not taken for this one's. */
  readonly run: string;
  readonly parts: readonly BackupSource[];
  /** Only this file is put beside the living one: its path from "/" on, which is the file server's top. */
  readonly file?: string;
}

/** Whether a part of a restore is done, and what is known of the backup; by `partOf` a step decides. */
export const partNeeds = (wanted: RestoreWanted, source: BackupSource) => storedPartNeeds('restore', wanted, source);
export const partOf = (wanted: RestoreWanted, source: BackupSource, facts: StoredPartFacts) => storedPart('restore', wanted, source, facts);

/** For what is no part of a backup, such as the start of ClearML. */
export const stepReceipt = (wanted: Pick<RestoreWanted, 'run' | 'set'>, name: string) => ({
  proven: hashOf(wanted.run, wanted.set, name, ''),
  leave: () => leaveReceipt(`restore-${name}`, hashOf(wanted.run, wanted.set, name, ''), 'Remembers that this run has done it'),
});

const databases = ['mongo', 'mongodb', 'elasticsearch', 'elastic', 'redis'];

/** The name of the running container of one of these services, for Docker's commands. */
export function containerOf(names: readonly string[], containers: readonly ProjectContainer[] | undefined, title: string): string {
  const found = (containers ?? []).find(({ service, state }) => state === 'running' && names.includes(service));
  if (found === undefined) throw new Blocked(`No container of ${title} runs. Start it ("docker compose up -d" for its service), then try again.`);
  // As Docker itself demands it.
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/.test(found.name)) throw new Blocked(`The container of ${title} has a name that Docker does not give. Recreate it, then try again.`);
  return found.name;
}

/** What runs of the project but its databases. */
export const writersOf = (containers: readonly ProjectContainer[] | undefined): readonly ProjectContainer[] =>
  (containers ?? []).filter(({ service, state }) => !databases.includes(service) && ['running', 'restarting', 'paused'].includes(state));

/** `stopped`: the receipt that names what it stops. */
export const stopWriters = (base: string, stopped: string): Script =>
  script('guide/restore/writers-stopped.sh', [base, stopped], { effect: 'restarts', why: 'Stops all of ClearML but its databases, and remembers what that was, so that exactly that is started again' });

/** Stops whatever writes, where something runs: after a restart of the server some containers come up by themselves. */
export const quiet = (base: string, containers: readonly ProjectContainer[] | undefined): readonly Script[] =>
  writersOf(containers).length === 0 ? [] : [stopWriters(base, 'restore-stopped')];
