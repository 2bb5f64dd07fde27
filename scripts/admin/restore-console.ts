import { existsSync } from 'node:fs';
import path from 'node:path';
import { secret } from '@/lib/core/secret';
import { count, utcMinute } from '@/lib/core/units';
import { readConsoleBackup } from '@/lib/store/console-backup/read-backup';
import { refuseUsed, restoreConsole } from '@/lib/store/console-backup/restore';
import { takeDataDirectory } from '@/lib/store/data-directory';

/** The file is proven before a data directory is made, and once more while it is unpacked. */
export async function restoreFrom(dataDirectory: string, given: string, { replace, ask, say }: { replace: boolean; ask: () => Promise<string>; say: (line: string) => void }): Promise<void> {
  const file = path.resolve(given);
  if (!existsSync(file)) throw new Error(`There is no file ${file}. Give the whole path of the backup.`);
  let directory = existsSync(dataDirectory) ? takeDataDirectory(dataDirectory) : null;
  try {
    if (directory !== null) refuseUsed(dataDirectory, replace);
    const typed = await ask();
    if (typed === '') throw new Error('The passphrase of the backup is needed. Type it when it is asked for, or give it by standard input with --stdin. Nothing was changed.');
    await readConsoleBackup(file, secret(typed), null);
    directory ??= takeDataDirectory(dataDirectory);
    const { about, aside, ...counts } = await restoreConsole({ directory: dataDirectory, file, passphrase: secret(typed), migrations: path.resolve('prisma/migrations'), now: Date.now() });
    say(`The console of ${about.url} is restored into ${dataDirectory} as it was on ${utcMinute(Date.parse(about.at))}: ${count(counts.servers, 'server')}, ${count(counts.destinations, 'destination')} of backups, ${count(counts.sets, 'backup')}.`);
    if (counts.runs > 0) say(`${count(counts.runs, 'run')} of then ${counts.runs === 1 ? 'was' : 'were'} not over. ${counts.runs === 1 ? 'It does' : 'They do'} not go on by ${counts.runs === 1 ? 'itself' : 'themselves'}: cancel or retry ${counts.runs === 1 ? 'it' : 'each'} on its page.`);
    if (aside !== null) say(`The console that was there is kept in ${aside}. Delete that once you are sure: its key and its database lie together there.`);
    for (const line of next) say(line);
  } finally {
    directory?.release();
  }
}

const next = [
  'Next:',
  '- Is the old console off? Two consoles that watch one server alert twice, and back up twice. Stop it before you start this one.',
  '- Start this one. Everybody signs in again, with the password of then: all sessions have ended.',
  '- Host keys are pinned as before, so a server that was installed anew meanwhile asks you to confirm its key.',
  '- What happened since then this console does not know: runs of then do not go on by themselves, alerts are told from now on, and schedules begin again.',
];
