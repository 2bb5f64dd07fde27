import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ask } from '@/lib/shell/command';
import type { Answer, Host } from '@/lib/shell/host';
import { connectTo, realShell } from '@/tests/support/connected-shell';
import { SshServer } from '@/tests/support/ssh-server';

let server: SshServer;
let host: Host;

async function begin(environment: Record<string, string> = {}): Promise<void> {
  server = await SshServer.start({ shell: realShell(environment) });
  host = await connectTo(server);
}

beforeEach(() => begin());
afterEach(async () => {
  host.close();
  await server.stop();
});

const sh = (text: string, stdin?: string) => ({ ...ask(['sh', '-c', text]), ...(stdin === undefined ? {} : { stdin }) });
const plain = ({ exitCode, stdout, stderr }: Answer) => ({ exitCode, stdout, stderr });

it('keeps apart what each question says, byte by byte, whatever it is', async () => {
  const answers = await host.ask([
    sh('printf "no end"; printf "an error" >&2; exit 3'), sh('true'), ask(['printf', '%s|', "it's", 'ünï\n', '', '$HOME "x"']), ask(['no-such-program']),
    sh('cat', `${'0123456789'.repeat(20_000)}'é`), sh('exit 0', 'x'.repeat(200_000)), sh('kill -9 $$'), sh('exec >&- 2>&-; sleep 0.2; exit 7'),
  ]);
  const expected = [
    { exitCode: 3, stdout: 'no end', stderr: 'an error' }, { exitCode: 0, stdout: '', stderr: '' }, { exitCode: 0, stdout: "it's|ünï\n||$HOME \"x\"|", stderr: '' },
    { exitCode: 127, stdout: '', stderr: 'no-such-program: No such file or directory\n' }, { exitCode: 0, stdout: `${'0123456789'.repeat(20_000)}'é`, stderr: '' },
    { exitCode: 0, stdout: '', stderr: '' }, { exitCode: 137, stdout: '', stderr: '' }, { exitCode: 7, stdout: '', stderr: '' },
  ];
  expect(answers.map(plain)).toEqual(expected);
  expect(answers.every(({ truncated, timedOut }) => !truncated && !timedOut)).toBe(true);
});

it('a question that says too much or takes too long does not stop the others, and nothing of it stays', async () => {
  const mark = `300.${process.pid}`;
  const answers = await host.ask([ask(['yes']), sh(`trap '' TERM; sleep ${mark} & sleep ${mark}; sleep ${mark}`), sh('yes >&2'), ask(['echo', 'last'])], { timeout: 1000 });
  expect(answers.map(({ exitCode, truncated, timedOut }) => ({ exitCode, truncated, timedOut }))).toEqual([
    { exitCode: 141, truncated: true, timedOut: false }, { exitCode: null, truncated: false, timedOut: true },
    { exitCode: 141, truncated: false, timedOut: false }, { exitCode: 0, truncated: false, timedOut: false },
  ]);
  expect(answers[0]?.stdout).toHaveLength(1e6);
  expect(answers[2]?.stderr).toHaveLength(64 * 1024);
  expect(answers[3]?.stdout).toBe('last\n');
  const [left] = await host.ask([sh(`ps -eo args | grep -c "^sleep ${mark}"`)]);
  expect(left?.stdout.trim()).toBe('0');
});

it('is not led astray by what a login sets for its own Perl', async () => {
  host.close();
  await server.stop();
  await begin({ PERL5OPT: '-Mnothing::like::this', PERL_UNICODE: 'SDA' });
  const [answer] = await host.ask([ask(['printf', 'é'])]);
  expect(answer?.stdout).toBe('é');
});

it('ends a question when whoever asked is gone', async () => {
  const items = (...texts: string[]) => texts.map((text) => `${Buffer.byteLength(text)}:${text}`).join('');
  const driver = spawn('perl', ['lib/ssh/ask.pl', '1000', '1000', '60'], { stdio: ['pipe', 'pipe', 'ignore'] });
  driver.stdin.end(items('0123', '3', 'sh', '-c', 'echo $$; sleep 0.3; echo more; exec sleep 60', ''));
  const [said] = (await once(driver.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  driver.stdout.destroy();
  await once(driver, 'exit');
  await vi.waitFor(() => expect(existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')).toBe(false), 2000);
});
