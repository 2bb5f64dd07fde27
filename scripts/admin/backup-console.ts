import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { passphraseProblem } from '@/lib/contract/console-backup';
import { generatePassword } from '@/lib/core/password';
import { secret } from '@/lib/core/secret';
import { formatBytes } from '@/lib/core/units';
import { parseEnvironment } from '@/lib/services/environment';
import { writeConsoleBackup } from '@/lib/store/console-backup/write-backup';

/** Also while the console runs. */
export async function backupConsole(dataDirectory: string, to: string, ask: () => Promise<string>, say: (line: string) => void): Promise<void> {
  const from = { databaseFile: path.join(dataDirectory, 'groundcrew.db'), keyFile: path.join(dataDirectory, 'key') };
  for (const file of Object.values(from)) if (!existsSync(file)) throw new Error(`There is no ${file}. Set DATA_DIR to the data directory of the console.`);
  const typed = await ask();
  const problem = typed === '' ? null : passphraseProblem(typed);
  if (problem !== null) throw new Error(`${problem} No backup was written.`);
  const passphrase = typed || generatePassword();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const about = { version, at: new Date().toISOString(), url: parseEnvironment(process.env).origin };
  const { bytes } = await writeConsoleBackup({ from, to: path.resolve(to), passphrase: secret(passphrase), about });
  say(`This console is backed up to ${path.resolve(to)}, ${formatBytes(bytes)}, and the file was read back. Keep it on another machine, and its passphrase elsewhere: together they open all your servers.`);
  if (!typed) say(`Its passphrase, shown this once: ${passphrase}`);
}
