import type { BackupSource } from '@/lib/contract/backup';
import { Blocked } from '@/lib/engine/blocked';
import type { ProjectContainer } from '@/lib/facts/project-containers';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { receipt } from '@/lib/facts/receipt';
import type { Script } from '@/lib/shell/command';
import { script } from '@/lib/shell/command';
import { freeRepository } from '../backups/free-repository';
import { snapshotWith, type BackupWanted } from '../backups/wanted';
import { hashOf } from '../hash';
import { leaveReceipt } from '../receipt-command';

/** One restore as its run makes it. `set` and `destination` name the backup that is restored. */
export interface RestoreWanted extends BackupWanted {
  /** The run: receipts hold it, so that what an earlier restore of the same backup did is not taken for this one's. */
  readonly run: string;
  readonly parts: readonly BackupSource[];
  /** Only this file is put beside the living one: its path from "/" on, which is the file server's top. */
  readonly file?: string;
}

/** What a restore of `source` has proven, for its receipt `restore-<source>`. */
const proofOf = ({ run, set }: Pick<RestoreWanted, 'run' | 'set'>, source: string, snapshot = ''): string => hashOf(run, set, source, snapshot);

/** Whether a part of a restore is done, and what is known of the backup; by `planned` a step decides. */
export const partNeeds = ({ destination: { directory, passphrase }, set }: RestoreWanted, source: BackupSource) => ({
  repository: resticRepository(directory, passphrase),
  snapshots: resticSnapshots(directory, passphrase, set),
  receipt: receipt(`restore-${source}`),
});

type PartFacts = { readonly [K in keyof ReturnType<typeof partNeeds>]: ReturnType<ReturnType<typeof partNeeds>[K]['parse']> };

/** The snapshots of a part and of what was counted in it, and the receipt to be left. null: this run has restored it. Blocked where the backup lacks it. */
export function partOf(wanted: RestoreWanted, source: BackupSource, { repository, snapshots, receipt: left }: PartFacts) {
  const { directory } = wanted.destination;
  if (snapshots === undefined) throw new Blocked(`The backup can't be read: in ${directory} is no repository of restic, or the server has no restic. See whether its disk is mounted.`);
  const part = snapshotWith(snapshots, `source=${source}`);
  const proof = part && snapshotWith(snapshots, `source=${source}-proof`, `of=${part.id}`);
  if (part === undefined || proof === undefined) throw new Blocked(`The backup ${wanted.set} in ${directory} does not hold this part, stored and proven. Choose another backup, or restore other parts.`);
  const proven = proofOf(wanted, source, part.id);
  if (left === proven) return null;
  return { part, proof, before: freeRepository(repository, wanted), after: leaveReceipt(`restore-${source}`, proven, 'Remembers that this run has restored it') };
}

/** For what is no part of a backup, such as the start of ClearML. */
export const stepReceipt = (wanted: Pick<RestoreWanted, 'run' | 'set'>, name: string) => ({
  proven: proofOf(wanted, name),
  leave: () => leaveReceipt(`restore-${name}`, proofOf(wanted, name), 'Remembers that this run has done it'),
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

/** Stops whatever writes, where something runs: after a restart of the server some containers come up by themselves. */
export function quiet(base: string, containers: readonly ProjectContainer[] | undefined): readonly Script[] {
  const writers = (containers ?? []).filter(({ service, state }) => !databases.includes(service) && ['running', 'restarting', 'paused'].includes(state));
  return writers.length === 0 ? [] : [script('guide/restore/writers-stopped.sh', [base], { effect: 'restarts', why: 'Stops all of ClearML but its databases, and remembers what that was, so that exactly that is started again' })];
}
