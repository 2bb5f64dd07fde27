import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ServerFact } from '@/lib/facts/fact';
import { fileSystems } from '@/lib/facts/file-systems';
import { kernelLog } from '@/lib/facts/kernel-log';
import { proc } from '@/lib/facts/proc';
import { smart } from '@/lib/facts/smart';
import { webAnswers } from '@/lib/facts/web-answers';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

const environment = { ...process.env, LC_ALL: 'C', http_proxy: 'http://192.0.2.1:1' };

describe('what is asked of a watched server, asked of this machine', () => {
  it('tells what its kernel counts', () => {
    const [program = '', ...words] = 'argv' in proc.command ? proc.command.argv : [];
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: environment });
    const found = proc.parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
    expect(found.cpus).toBeGreaterThan(0);
    expect(found.ticks.all).toBeGreaterThan(found.ticks.busy);
    expect(found.memory.available).toBeLessThan(found.memory.total);
  });

  it('tells the space of a path, and misses one that is not there', () => {
    const paths = ['/', '/nowhere-at-all'];
    const { status, stdout, stderr } = spawnSync('sh', ['-euc', readFileSync('lib/facts/file-systems.sh', 'utf8'), 'file-systems', ...paths], { encoding: 'utf8', env: environment });
    const found = fileSystems(paths).parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
    expect([...found.of.keys()]).toEqual(['/']);
    expect(found.of.get('/')).toMatchObject({ target: '/', isReadOnly: false });
    expect(found.troubles.size).toBe(0);
  });

  it('asks services past any proxy, and the other URL only where it is needed', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/hangs-up') return request.socket.destroy();
      response.writeHead(request.url === '/files/' ? 405 : request.url === '/broken' ? 502 : 200).end('status 999 9.9');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const at = (path: string) => `http://127.0.0.1:${port}${path}`;
    const questions = [['/', 200], ['/files/', 405], ['/broken', 200], ['/hangs-up', 200]].map(([path, status]) => ({ url: at(String(path)), status: Number(status), other: at(`/other-of${String(path)}`) }));
    const answersTo = async (some: typeof questions) => {
      const { command } = webAnswers(some);
      const args = 'args' in command ? command.args : [];
      const { stdout, stderr } = await promisify(execFile)('sh', ['-euc', readFileSync('lib/facts/web-answers.sh', 'utf8'), 'web-answers', ...args], { env: environment });
      return webAnswers(some).parse({ exitCode: 0, stdout, stderr, truncated: false, timedOut: false });
    };
    const well = await answersTo(questions.slice(0, 2));
    expect([...well.values()].map(({ first, other }) => [first.status, other])).toEqual([[200, undefined], [405, undefined]]);
    expect(asked.splice(0)).toEqual(['/', '/files/']);
    const found = await answersTo(questions);
    server.close();
    expect([...found.values()].map(({ first, other }) => [first.status, other?.status]).sort()).toEqual([[200, undefined], [405, undefined], [502, 200], [undefined, 200]].sort());
    expect(found.get(at('/hangs-up'))?.first.error).toMatch(/\w/);
    // Since not all are well, each is asked by itself as well; curl itself tries anew when a connection that it kept is closed.
    expect([...new Set(asked)].sort()).toEqual(['/', '/broken', '/files/', '/hangs-up', '/other-of/broken', '/other-of/hangs-up']);
    expect(asked.filter((path) => path === '/')).toHaveLength(2);
  });
});

describe.skipIf(whyNoMountNamespace !== null)('what is asked of a watched server, with programs that are not here', () => {
  it('kernel-log.sh asks dmesg where there is no journal', () => {
    const before = stub('journalctl', 'exit 1') + stub('dmesg', 'read -r up _ </proc/uptime; echo "[$((${up%.*} - 60)).000000] Out of memory: Killed process 17 (mongod) total-vm:1kB"; echo "[    1.000000] eth0: link up"');
    const { killed, diskErrors } = ask(kernelLog, 'kernel-log', before);
    expect(killed.map(({ text }) => text)).toEqual(['mongod']);
    expect(killed[0]?.ago).toBeLessThan(120);
    expect(diskErrors).toEqual([]);
  });

  it('smart.sh asks no disk without smartctl, and takes its exit code for what it is', () => {
    expect(ask(smart, 'smart', '')).toBeUndefined();
    const found = ask(smart, 'smart', stub('smartctl', 'printf "{\\n\\"device\\":{\\"name\\":\\"/dev/sda\\"},\\"smart_status\\":{\\"passed\\":false}}"; exit 8'));
    for (const disk of found ?? []) expect(disk).toMatchObject({ device: '/dev/sda', passed: false });
  });
});

function ask<T>(fact: ServerFact<T>, name: string, before: string): T {
  const args = 'args' in fact.command ? fact.command.args : [];
  const { status, stdout, stderr } = inMountNamespace(`facts/${name}.sh`, args, { before });
  return fact.parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
}
