// npm run admin -- reset-password <name> [--stdin]     also while the console runs
// npm run admin -- rotate-key                          while it is stopped
// npm run admin -- backup-console --to FILE [--stdin]  also while the console runs
// npm run admin -- restore-console FILE [--replace] [--stdin]
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { password as passwordSchema, userName } from '@/lib/contract/session';
import { isGroundcrewError } from '@/lib/core/errors';
import { parseEnvironment } from '@/lib/services/environment';
import { takeDataDirectory } from '@/lib/store/data-directory';
import { openDatabase } from '@/lib/store/database';
import { openKeyFile } from '@/lib/store/key-file';
import { resetPassword } from '@/lib/store/reset-password';
import { rotateKey } from '@/lib/store/rotate-key';
import { askSecret } from './admin/ask';
import { backupConsole } from './admin/backup-console';
import { restoreFrom } from './admin/restore-console';

const [command, name, ...flags] = process.argv.slice(2);
const usage = 'Usage: npm run admin -- reset-password <name> [--stdin] | rotate-key | backup-console --to <file> [--stdin] | restore-console <file> [--replace] [--stdin]';
const { dataDirectory } = parseEnvironment(process.env);
const file = path.join(dataDirectory, 'groundcrew.db');

try {
  if (command === 'reset-password' && name) await reset();
  else if (command === 'rotate-key' && !name) await rotate();
  else if (command === 'backup-console' && name === '--to' && flags[0]) await backupConsole(dataDirectory, flags[0], () => askSecret('Passphrase for this backup (empty: one is made): ', flags.includes('--stdin')), console.log);
  else if (command === 'restore-console' && name && !name.startsWith('--')) await restoreFrom(dataDirectory, name, { replace: flags.includes('--replace'), ask: () => askSecret('Passphrase of the backup: ', flags.includes('--stdin')), say: console.log });
  else throw new Error(usage);
} catch (error) {
  console.error(isGroundcrewError(error) ? [error.message, error.remedy].filter(Boolean).join(' ') : error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function reset(): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}. Set DATA_DIR to the data directory of the console.`);
  const known = userName.safeParse(name);
  if (!known.success) throw new Error(`"${name}" is not a name. ${known.error.issues[0]?.message ?? ''}`);
  const typed = await askSecret('New password (empty: one is made): ', flags.includes('--stdin'));
  const chosen = typed || randomBytes(15).toString('base64url');
  const fits = passwordSchema.safeParse(chosen);
  if (!fits.success) throw new Error(`${fits.error.issues[0]?.message ?? ''} Nothing was changed.`);
  const database = await openDatabase(file);
  try {
    await resetPassword(database, { name: known.data, password: chosen, now: Date.now() });
  } finally {
    await database.$disconnect();
  }
  console.log(`The password of ${known.data} was changed and all sessions of this user have ended.${typed ? '' : ` New password, shown this once: ${chosen}`}`);
}

async function rotate(): Promise<void> {
  const directory = takeDataDirectory(dataDirectory);
  try {
    if (!existsSync(file)) throw new Error(`There is no database at ${file}. Set DATA_DIR to the data directory of the console.`);
    const database = await openDatabase(file);
    const current = await openKeyFile(directory.keyFile, database).finally(() => database.$disconnect());
    const written = rotateKey({ databaseFile: file, keyFile: directory.keyFile, current });
    console.log(`${written} stored values were encrypted anew. Keep the new ${directory.keyFile} where you kept the old one. Everyone signs in again.`);
  } finally {
    directory.release();
  }
}
