import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { firewall } from '@/lib/facts/firewall';

const inside = ['--net', '--mount', 'sh', '-euc'];
const own = 'mount -t sysfs none /sys; ip link add clearml0 type bridge; ';
const isSkipped = spawnSync('unshare', [...inside, own]).status !== 0;

/** The script as it is, with a socket of ours in the place of Docker's. */
const folder = mkdtempSync(path.join(tmpdir(), 'firewall-'));
const socket = path.join(folder, 'docker.sock');
const text = readFileSync('lib/facts/firewall.sh', 'utf8').replace('/var/run/docker.sock', socket);
const named = ['docker0', 'clearml0', 'lan0', 'eth9', 'gone0', '$(id)', '../../x'];
const docker = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://docker');
  const networks = named.map((name) => ({ Name: `a "bridge" of ${name}`, Driver: 'bridge', Options: { 'com.docker.network.bridge.name': name }, Labels: { 'x': '"com.docker.network.bridge.name":"lan0"' } }));
  response.end(pathname === '/networks' && searchParams.get('filters') === '{"driver":["bridge"]}' ? JSON.stringify([{ Name: 'plain', Options: {} }, ...networks]) : '[]');
});
afterAll(() => {
  docker.close();
  rmSync(folder, { recursive: true });
});

const ask = (before: string) => new Promise<readonly string[]>((resolve, reject) => {
  execFile('unshare', [...inside, own + before + text], { env: { ...process.env, LC_ALL: 'C' } }, (error, stdout, stderr) => {
    if (error instanceof Error) reject(error);
    else resolve(firewall.parse({ stdout, stderr, exitCode: 0, truncated: false, timedOut: false }).bridges);
  });
});

describe.skipIf(isSkipped)('firewall.sh', () => {
  it('tells bridges of containers by their given names, and none that leads to others, is no bridge or is gone', async () => {
    expect(await ask('')).toEqual([]);
    await new Promise<void>((resolve) => docker.listen(socket, resolve));
    expect(await ask('ip link add docker0 type bridge; ip link add lan0 type bridge; ip link add vethx master clearml0 type veth peer name eth9; ip link add vethy master lan0 type veth peer name y; ip link add eth8 master lan0 type veth peer name z; ')).toEqual(['clearml0']);
  });
});
