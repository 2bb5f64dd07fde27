import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { receipt } from '@/lib/facts/receipt';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshotsOf, type ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import { hashOf } from '../hash';
import type { Inputs } from '../inputs';
import { leaveReceipt } from '../receipt-command';
import { freeRepository } from './free-repository';
import { longest, passphraseOf, type BackupWanted } from './wanted';

const told = {
  id: 'backups/prune',
  guide: null,
  title: 'Delete the backups that are not kept any longer',
  why: 'What the retention gives up makes room for the next ones. It is last, so that nothing goes before this backup is complete, and copied where that is wanted.',
  usually: minutes(1),
};

/**
 * Forgets the snapshots of the sets that the console decided to give up (`wanted.expired`), and what only they held. No nod is asked for:
 * the retention was shown with what it deletes when it was saved. Where restic was killed between the two, the next pruning frees the rest.
 */
export function prune(wanted: BackupWanted): Step<Inputs> {
  const expired = (wanted.expired ?? []).filter((set) => set !== wanted.set);
  const { directory, passphrase } = wanted.destination;
  if (expired.length === 0) return step({ ...told, needs: () => ({}), plan: () => [] });
  return step({
    ...told,
    needs: () => ({ repository: resticRepository(directory, passphrase), snapshots: resticSnapshotsOf(directory, passphrase, expired), asked: receipt('backups-prune') }),
    plan({ repository, snapshots, asked }) {
      const mayRefuse = directory.startsWith('rest:');
      // One that lets nothing be deleted was asked by this run: what it keeps is its own matter.
      const proven = hashOf(wanted.set, directory, ...expired);
      if (mayRefuse && asked === proven) return [];
      const ids = (snapshots ?? []).filter((snapshot) => isOnlyOf(snapshot, expired)).map(({ id }) => id);
      if (ids.length === 0) return [];
      return [...freeRepository(repository, wanted), script('guide/backups/prune.sh', [directory, longest, ...ids], { stdin: passphraseOf(wanted), why: 'Deletes the snapshots of backups that the retention does not keep' }), ...(mayRefuse ? [leaveReceipt('backups-prune', proven, 'Remembers that this backup has asked for it: in append-only mode a rest-server deletes nothing')] : [])];
    },
  });
}

/** One that another backup has a share in stays. */
function isOnlyOf({ tags }: ResticSnapshot, sets: readonly string[]): boolean {
  const [of, ...others] = tags.filter((tag) => tag.startsWith('set='));
  return of !== undefined && others.length === 0 && sets.includes(of.slice('set='.length));
}
