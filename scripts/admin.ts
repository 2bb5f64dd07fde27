// npm run admin -- reset-password <name> [--stdin]     also while the console runs
// npm run admin -- rotate-key                          while it is stopped
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { password as passwordSchema, userName } from '@/lib/contract/session';
import { isGroundcrewError } from '@/lib/core/errors';
import { parseEnvironment } from '@/lib/services/environment';
import { takeDataDirectory } from '@/lib/store/data-directory';
import { openDatabase } from '@/lib/store/database';
import { openKeyFile } from '@/lib/store/key-file';
import { resetPassword } from '@/lib/store/reset-password';
import { rotateKey } from '@/lib/store/rotate-key';

const [command, name, ...flags] = process.argv.slice(2);
const { dataDirectory } = parseEnvironment(process.env);
const file = path.join(dataDirectory, 'groundcrew.db');

try {
  if (command === 'reset-password' && name) await reset();
  else if (command === 'rotate-key' && !name) await rotate();
  else throw new Error('Usage: npm run admin -- reset-password <name> [--stdin] | rotate-key');
} catch (error) {
  console.error(isGroundcrewError(error) ? [error.message, error.remedy].filter(Boolean).join(' ') : error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function reset(): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}. Set DATA_DIR to the data directory of the console.`);
  const known = userName.safeParse(name);
  if (!known.success) throw new Error(`"${name}" is not a name. ${known.error.issues[0]?.message ?? ''}`);
  const typed = flags.includes('--stdin') ? await readLine() : process.stdin.isTTY ? await askHidden('New password (empty: one is made): ') : '';
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

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

function askHidden(question: string): Promise<string> {
  const muted = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: muted, terminal: true });
  process.stdout.write(question);
  return new Promise((resolve) => reader.question('', (text) => {
    reader.close();
    process.stdout.write('\n');
    resolve(text);
  }));
}
