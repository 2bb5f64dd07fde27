import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { secret } from '@/lib/core/secret';
import { ask, sudo } from '@/lib/shell/command';
import type { Host } from '@/lib/shell/host';
import { connectTo, realShell } from '@/tests/support/connected-shell';
import { SshServer } from '@/tests/support/ssh-server';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a busy machine is slow
let server: SshServer;
let host: Host;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'read-'));
  server = await SshServer.start({ shell: realShell() });
  host = await connectTo(server);
});
afterEach(async () => {
  host.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const sh = (text: string, ...words: string[]) => ask(['sh', '-c', text, 'sh', ...words]);
/** As tests/lib/ssh/ask.test.ts: gone, or a body that nobody has buried yet. */
const isGone = (pid: number) => !existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
const gone = (pid: number) => vi.waitFor(() => expect(isGone(pid)).toBe(true), { timeout: 30_000, interval: 20 });

it('gives what a command says byte for byte, and its input to the command alone', async () => {
  const bytes = randomBytes(3_000_000);
  writeFileSync(path.join(folder, "it's $(x)"), bytes);
  const chunks: Buffer[] = [];
  const file = path.join(folder, "it's $(x)");
  // Its errors first: ssh2's server never sends those that once had to wait for room.
  expect(await host.read({ ...sudo(['sh', '-c', 'cat >&2; tr "\\0" " " </proc/$$/cmdline >&2; cat "$1"; exit 5', 'sh', file]), stdin: secret('the passphrase') }, (chunk) => void chunks.push(chunk))).toEqual({ exitCode: 5, stderr: expect.stringMatching(/^the passphrasesh -c (?!.*passphrase)/) as string });
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});

it('lets the server wait as long as nobody takes what it says, and goes on then', async () => {
  const counted = path.join(folder, 'counted');
  const said = () => (existsSync(counted) ? readFileSync(counted, 'utf8').length : 0);
  let take: () => void = () => undefined;
  const taken = new Promise<void>((resolve) => (take = resolve));
  let all = 0;
  const reading = host.read(sh('for each in $(seq 400); do head -c 65536 /dev/zero; printf x >>"$1"; done', counted), async (chunk) => {
    all += chunk.length;
    await taken;
  });
  // It rests once every buffer in between is full: what was said is the same for two hundred looks.
  for (let looks = 0, before = -1; looks < 200; looks = said() === before && before > 0 ? looks + 1 : 0) {
    before = said();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(said()).toBeLessThan(200);
  expect(all).toBeLessThan(65_537);
  take();
  expect(await reading).toEqual({ exitCode: 0, stderr: '' });
  expect(all).toBe(400 * 65536);
});

it('T-BKP-3: ends all of a command that nobody wants any more, though it says nothing, however often, and keeps the connection', async () => {
  // More often than a connection has channels.
  for (let times = 0; times < 7; times++) {
    const stop = new AbortController();
    let text = '';
    // One of them does not even heed that it is asked to end.
    const left = host.read(sh(times === 6 ? 'trap "" TERM; sleep 1000 & echo $!; sleep 1000' : 'sleep 1000 & echo $!; head -c 5000000 /dev/zero; sleep 1000'), async (chunk) => {
      text += chunk.subarray(0, 20).toString('latin1');
      if (text.includes('\n')) stop.abort();
      await Promise.resolve();
    }, stop.signal);
    await expect(left).rejects.toMatchObject({ reason: 'aborted' });
    await gone(Number(text.split('\n')[0]));
  }
  const before = new AbortController();
  before.abort();
  for (let times = 0; times < 7; times++) await expect(host.read(sh('sleep 1000'), () => undefined, before.signal)).rejects.toMatchObject({ reason: 'aborted' });
  expect((await host.ask([ask(['echo', 'one'])]))[0]?.stdout).toBe('one\n');
});

it('is ended with the connection, on both sides', async () => {
  let pid = 0;
  const left = host.read(sh('echo $$; exec sleep 1000'), (chunk) => {
    pid = Number(chunk.toString());
    for (const connection of server.connections) connection.end();
  });
  await expect(left).rejects.toMatchObject({ reason: 'connection.lost' });
  await gone(pid);
});
