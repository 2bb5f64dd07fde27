import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { masterKey, writeCheapKey } from './cheap-restic-key';

interface Made { readonly config: Buffer; readonly master: string }
/** Made once and laid wherever one is wanted: restic takes a second of a processor for it. */
let made: Made | undefined;

function makeOne(): Made {
  const directory = mkdtempSync(path.join(tmpdir(), 'empty-repository-'));
  try {
    const passphrase = 'of this one alone';
    const { status, stderr } = spawnSync('restic', ['--no-cache', '--quiet', '-r', directory, 'init'], { encoding: 'utf8', env: { ...process.env, RESTIC_PASSWORD: passphrase } });
    if (status !== 0) throw new Error(`No repository could be made: ${stderr}`);
    return { config: readFileSync(path.join(directory, 'config')), master: masterKey(directory, passphrase) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * A repository of restic's own without a snapshot, which that passphrase opens at once. The 256 folders that restic makes for its data are
 * not there: it makes each when it wants one, and to copy and list them all takes longer than many a test does.
 * @param directory of this machine; made where it is not there
 */
export function layEmptyRepository(directory: string, passphrase: string): void {
  made ??= makeOne();
  for (const each of ['data', 'index', 'keys', 'locks', 'snapshots']) mkdirSync(path.join(directory, each), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(directory, 'config'), made.config, { mode: 0o400 });
  writeCheapKey(directory, passphrase, made.master);
}
