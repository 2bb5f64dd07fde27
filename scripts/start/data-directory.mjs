import fs from 'node:fs';
import path from 'node:path';
import { fail } from './fail.mjs';

/** Refuses, as lib/store/data-directory.ts does once it serves, a data directory that is open to others: nobody should wait for the build to hear of it. */
export function checkDataDirectory() {
  const directory = path.resolve(process.env.DATA_DIR?.trim() || './data');
  const found = fs.statSync(directory, { throwIfNoEntry: false });
  if (found?.isDirectory() && (found.mode & 0o077) !== 0) fail(`The data directory ${directory} can be read by other users of this machine. Run "chmod 700 ${directory}" and start again.`);
}
