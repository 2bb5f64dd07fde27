import { Blocked } from '@/lib/engine/blocked';
import type { ResticLock, ResticRepository } from '@/lib/facts/restic-repository';
import { script, sudo, type Command } from '@/lib/shell/command';
import { isDirectory, passphraseOf, type BackupWanted } from './wanted';

/**
 * Frees the repository from the locks of a restic that was killed; nothing where there are none. Blocked while somebody may be at it.
 * In a directory by their files instead of "restic unlock", which also removes what another host left half an hour ago; elsewhere, by that,
 * once no other lock was seen.
 */
export function freeRepository(repository: ResticRepository, wanted: BackupWanted): readonly Command[] {
  const { destination } = wanted;
  if (repository.state !== 'there') return [];
  const held = repository.locks.find(({ isGone }) => !isGone);
  if (held !== undefined) throw new Blocked(`The repository in ${destination.directory} is in use, ${said(held)}. Wait until that has ended. If you know that it has, remove its lock${isDirectory(wanted) ? ' as root' : ''} with "restic -r ${destination.directory} unlock --remove-all".`);
  const [first] = repository.locks;
  if (first === undefined) return [];
  const why = `Removes what a restic that was killed left behind: it was ${said(first)}`;
  if (!isDirectory(wanted)) return [script('guide/backups/unlocked.sh', [destination.directory], { stdin: passphraseOf(wanted), why })];
  return [sudo(['rm', '-f', '--', ...repository.locks.map(({ id }) => `${destination.directory}/locks/${id}`)], { why })];
}

/** Removes the locks that killed processes of this server have left, whoever else holds one. Where restic itself must choose them, only while nobody does. */
export function ownLocksFreed(repository: ResticRepository, wanted: BackupWanted): readonly Command[] {
  if (repository.state !== 'there') return [];
  const locks = repository.locks.filter(({ isGone }) => isGone);
  return isDirectory(wanted) || locks.length === repository.locks.length ? freeRepository({ ...repository, locks }, wanted) : [];
}

const said = ({ host, pid, since }: ResticLock): string => (pid === 0 ? 'by somebody whom its lock does not name' : `by process ${pid} on ${host || 'a host without a name'}${since === '' ? '' : ` since ${since}`}`);
