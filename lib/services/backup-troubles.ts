import { judgeBackups } from '@/lib/engine/backup-judgement';
import { readWatchedBackups } from './backup-schedule-watched';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** As the check *Backups* judges, but each by itself, at once, and of a server that nobody watches, too. */
export const listBackupTroubles: Implementation<'backup.troubles'> = async ({ resources, clock }, { server }) => {
  const work = workOf(resources);
  const watched = await readWatchedBackups(work, (await findServer(work, server)).id);
  return watched === null ? [] : judgeBackups(watched, clock.now()).toSorted((one, other) => Number(one.outcome === 'warn') - Number(other.outcome === 'warn'));
};
