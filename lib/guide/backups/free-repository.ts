import { Blocked } from '@/lib/engine/blocked';
import type { ResticLock, ResticRepository } from '@/lib/facts/restic-repository';
import { sudo, type Command } from '@/lib/shell/command';
import type { BackupWanted } from './wanted';

/**
 * Frees the repository from the locks of a restic that was killed; nothing where there are none. Blocked while somebody may be at it.
 * By their files instead of "restic unlock", which also removes what another host left half an hour ago.
 */
export function freeRepository(repository: ResticRepository, { destination }: BackupWanted): readonly Command[] {
  if (repository.state !== 'there') return [];
  const held = repository.locks.find(({ isGone }) => !isGone);
  if (held !== undefined) throw new Blocked(`The repository in ${destination.directory} is in use, ${said(held)}. Wait until that has ended. If you know that it has, remove its lock as root with "restic -r ${destination.directory} unlock --remove-all".`);
  const [first] = repository.locks;
  if (first === undefined) return [];
  return [sudo(['rm', '-f', '--', ...repository.locks.map(({ id }) => `${destination.directory}/locks/${id}`)], { why: `Removes what a restic that was killed left behind: it was ${said(first)}` })];
}

const said = ({ host, pid, since }: ResticLock): string => (pid === 0 ? 'by somebody whom its lock does not name' : `by process ${pid} on ${host || 'a host without a name'}${since === '' ? '' : ` since ${since}`}`);
