import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { elsewhereWords, inDirectory } from '@/lib/contract/console-backup-elsewhere';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { formatBytes } from '@/lib/core/units';
import type { Sftp } from '@/lib/ssh/sftp';
import { hashOf } from '@/lib/store/console-backup/write-backup';
import { openElsewhere, placeKey } from './console-backup-elsewhere';
import { noteConsoleBackups, readConsoleBackups, type Elsewhere, type NotedConsoleBackups } from './console-backup-settings';
import type { Resources } from './types';
import { workOf } from './work';

type Made = NotedConsoleBackups['backups'][number];

/**
 * Sends a backup of this console elsewhere, under a temporary name, reads it back, and only then gives it its own; notes it, removes those
 * that are too many there, and forgets those that are gone: only what this console has noted itself. The caller sees to it that one is sent at a time.
 * @param signal the console stops, the place is another one, or the next backup is due: nothing is noted as a failure
 * @throws GroundcrewError that is noted as well
 */
export async function sendConsoleBackup(resources: Resources, { elsewhere, keep }: { elsewhere: Elsewhere; keep: number }, made: Made, signal: AbortSignal): Promise<void> {
  const { consoleSettings } = workOf(resources).repositories;
  const to = placeKey(elsewhere);
  const now = () => new Date(resources.clock.now()).toISOString();
  const note = (change: Partial<NotedConsoleBackups>) => noteConsoleBackups(consoleSettings, change);
  try {
    const { sending, sent } = await readConsoleBackups(consoleSettings);
    const sftp = await openElsewhere(elsewhere, signal);
    try {
      const part = `${made.file}.${randomBytes(4).toString('hex')}.part`;
      // What a cut or a kill has left: nobody else bears that name.
      if (sending?.to === to) await sftp.remove(inDirectory(elsewhere.place.path, sending.part)).catch(() => undefined);
      await note({ sending: { part, to } });
      await carry(sftp, elsewhere, made, part);
      const arrived = [{ file: made.file, at: made.at, bytes: made.bytes, to, arrivedAt: now() }, ...sent.filter((each) => each.to !== to || each.file !== made.file)];
      await note({ sent: arrived, sending: null, sendFailure: null });
      await note({ sent: await leftThere(sftp, elsewhere.place.path, arrived, to, keep) });
    } finally {
      sftp.close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    if (!isGroundcrewError(error)) resources.log.error({ err: error }, 'the backup of the console could not be sent');
    // A password that was refused is not tried again unasked: it locks accounts.
    const waits = isGroundcrewError(error) && error.code === 'login' && elsewhere.place.login === 'password';
    const message = `The backup of this console lies in ${made.directory}, and did not arrive at ${elsewhereWords(elsewhere.place)}. ${wordsOf(error)}${waits ? ' It is not tried again by itself: enter the password again, or back up now.' : ''}`;
    await note({ sendFailure: { at: now(), message, since: elsewhere.since, waits } }).catch(() => undefined);
    throw error;
  }
}

/** Removes what a sending that was cut or ended has left at this place. */
export async function removeHalf(resources: Resources, elsewhere: Elsewhere): Promise<void> {
  const { sending } = await readConsoleBackups(workOf(resources).repositories.consoleSettings);
  if (sending?.to !== placeKey(elsewhere)) return;
  const sftp = await openElsewhere(elsewhere);
  await sftp.remove(inDirectory(elsewhere.place.path, sending.part)).finally(() => sftp.close());
}

async function carry(sftp: Sftp, { place }: Elsewhere, { file, directory, bytes, sha256 }: Made, partName: string): Promise<void> {
  const [source, part, whole] = [path.join(directory, file), inDirectory(place.path, partName), inDirectory(place.path, file)];
  const there = await sftp.look(whole);
  if (there !== null) {
    // A kill came between its name and the note of it; or it is somebody else's.
    if (there.kind === 'file' && there.bytes === bytes && (await sftp.read(whole, bytes)).sha256 === (sha256 ?? (await hashOf(source)))) return;
    throw refused('exists', `There is another ${file} already, which is not replaced.`, 'Does another console send its backups there? Give each a directory of its own.');
  }
  const room = await sftp.room(place.path);
  if (room !== null && room < bytes) throw refused('space', `The backup takes ${formatBytes(bytes)}, and the disk there has ${formatBytes(room)} left.`, 'Free some space there, or keep fewer backups.');
  try {
    const sent = await sftp.create(part, piecesOf(source));
    if (sent.bytes !== bytes || (sha256 !== null && sent.sha256 !== sha256)) throw refused('changed', `${source} is not what was written there any more.`, 'See whether its disk is sound, then back up now.');
    // One byte more than it should have: a longer file shows.
    const back = await sftp.read(part, bytes + 1);
    if (back.bytes !== bytes || back.sha256 !== sent.sha256) throw refused('differs', 'What was read back there is not what was sent.', 'See whether its disk is full or broken.');
    await sftp.rename(part, whole);
    if ((await sftp.look(whole))?.bytes !== bytes) throw refused('differs', 'It has not the name that it was given, or not all of its bytes.', 'See what else works in that directory.');
  } catch (error) {
    await sftp.remove(part).catch(() => undefined);
    throw error;
  }
}

/** The file is opened when its first piece is wanted: a stream that nobody reads yet would fail unheard. */
async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  yield* createReadStream(file) as AsyncIterable<Buffer>;
}

/**
 * What of it lies there yet: those that are too many are removed, and the others looked for, since anybody may have removed or cut one. What can't be removed
 * or told stays noted until the next time. Of other places nothing is asked or removed: this account may not be theirs.
 */
async function leftThere(sftp: Sftp, directory: string, sent: NotedConsoleBackups['sent'], to: string, keep: number): Promise<NotedConsoleBackups['sent']> {
  const gone = new Set<NotedConsoleBackups['sent'][number]>();
  const there = sent.filter((each) => each.to === to);
  for (const each of there.slice(keep)) await sftp.remove(inDirectory(directory, each.file)).then(() => gone.add(each), () => undefined);
  const look = async (each: (typeof there)[number]) => {
    const found = await sftp.look(inDirectory(directory, each.file));
    if (found?.kind !== 'file' || found.bytes !== each.bytes) gone.add(each);
  };
  await Promise.allSettled(there.slice(0, keep).map(look));
  return sent.filter((each) => !gone.has(each));
}

const refused = (reason: string, message: string, remedy: string) => new GroundcrewError({ code: 'remote', reason: `console-backup.elsewhere-${reason}`, message, remedy });

function wordsOf(error: unknown): string {
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') return 'It is not in that directory any more. Back up now.';
  if (!isGroundcrewError(error)) return 'The console could not read it. Its log says more.';
  // What is usually said of a lost connection is of servers and runs.
  return [error.message, error.reason === 'connection.lost' ? 'Nothing of it counts there.' : error.remedy].filter(Boolean).join(' ');
}
