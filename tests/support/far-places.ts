import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BackupPlace } from '@/lib/contract/backup-destination';

/** A place that a real server holds, with the secret that it wants and one that it refuses. */
export interface Served {
  readonly place: BackupPlace;
  readonly secret: string;
  readonly wrong: string;
  /** Where the repository lies on this machine; null: in its memory. */
  readonly directory: string | null;
  /** What the server has said so far. */
  said(): string;
  stop(): void;
}

const works = (program: string, ...words: string[]) => spawnSync(program, words).error === undefined;
/** What this machine lacks for them. */
export const missingForPlaces = [['restic', 'version'], ['/usr/sbin/sshd', '-V'], ['ssh-keyscan'], ['go', 'version'], ['rclone', 'version']].find(([program = '', ...words]) => !works(program, ...words))?.[0] ?? (userInfo().uid === 0 ? undefined : 'root');

/** An address of its own, so that no other test's server stands in the way. */
const address = () => `127.${Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => 1 + (byte % 250)).join('.')}`;
/** What an S3 key may hold, and a file of such keys or a shell could take for something else. */
const hostile = 'a#b;c"d\'e%f$(g)\\h=i&j~/+%41';

/** sshd as Debian has it, which lets the key in. @param root an empty folder */
export async function serveSftp(root: string): Promise<Served> {
  const host = address();
  const file = (name: string) => path.join(root, name);
  mkdirSync('/run/sshd', { recursive: true });
  chmodSync(root, 0o755);
  for (const name of ['host', 'key', 'stranger']) spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'backups', '-f', file(name)]);
  writeFileSync(file('allowed'), readFileSync(file('key.pub')));
  writeFileSync(file('sshd.conf'), [`ListenAddress ${host}:7022`, `HostKey ${file('host')}`, `AuthorizedKeysFile ${file('allowed')}`, `PidFile ${file('pid')}`, 'StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'Subsystem sftp internal-sftp', 'LogLevel VERBOSE', ''].join('\n'));
  const server = await start(root, '/usr/sbin/sshd', ['-D', '-e', '-f', file('sshd.conf')], /Server listening/);
  const hostKey = readFileSync(file('host.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  return { ...server, place: { kind: 'sftp', host, port: 7022, user: userInfo().username, path: file('there/backups'), hostKey }, secret: readFileSync(file('key'), 'utf8'), wrong: readFileSync(file('stranger'), 'utf8'), directory: file('there/backups') };
}

/** tests/support/s3-server: buckets in memory; each signature is judged. @param host the address at which it answers */
export async function serveS3(root: string, host = address()): Promise<Served> {
  const program = path.join(root, 's3-server');
  const built = spawnSync('go', ['build', '-C', 'tests/support/s3-server', '-buildvcs=false', '-o', program, '.'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } });
  if (built.status !== 0) throw new Error(built.stderr);
  const server = await start(root, program, [`${host}:0`], /^[\d.]+:\d+\n/, { input: `groundcrew\n${hostile}\n` });
  return { ...server, place: { kind: 's3', endpoint: `http://${server.said().trim()}`, bucket: 'backups', prefix: 'clearml/one', region: '', keyId: 'groundcrew' }, secret: hostile, wrong: 'wrong', directory: null };
}

/** "rclone serve restic", which speaks what restic's own rest-server does. @param options of it, such as "--append-only" */
export async function serveRest(root: string, ...options: readonly string[]): Promise<Served> {
  const host = address();
  const password = 'p@ss:w/rd?#%41 "$(x)';
  const server = await start(root, 'rclone', ['serve', 'restic', '--config', '/dev/null', ...options, '--addr', `${host}:7080`, path.join(root, 'rest')], /Serving restic/, { RCLONE_USER: 'backup@one', RCLONE_PASS: password });
  return { ...server, place: { kind: 'rest', url: `http://${host}:7080/clearml-1/`, user: 'backup@one' }, secret: password, wrong: 'wrong', directory: path.join(root, 'rest', 'clearml-1') };
}

/** What it says goes to a file: a test that waits for a command reads no pipe, and a server whose pipe is full stands still. */
async function start(root: string, program: string, words: readonly string[], sign: RegExp, { input, ...environment }: Record<string, string> = {}): Promise<Pick<Served, 'said' | 'stop'>> {
  const file = path.join(root, 'said');
  const out = openSync(file, 'w');
  const child = spawn(program, words, { stdio: ['pipe', out, out], env: { ...process.env, ...environment } });
  closeSync(out);
  child.stdin?.write(input ?? '');
  const said = () => readFileSync(file, 'utf8');
  for (let tries = 0; !sign.test(said()); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error(`It does not start: ${said()}`);
    await setTimeout(100);
  }
  return { said, stop: () => void child.kill() };
}
