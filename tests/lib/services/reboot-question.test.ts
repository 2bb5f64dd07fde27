import { afterEach, expect, it, vi } from 'vitest';
import type { Answer } from '@/lib/shell/host';
import { rebootStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

/** What the run says before it restarts a server that answers so. */
async function question(answers: Record<string, Partial<Answer>>): Promise<string> {
  bench = await RunBench.open([rebootStep]);
  bench.server.files.set('/kernel', bench.server.bootId);
  const connect = bench.server.connect.bind(bench.server);
  bench.server.connect = async () => {
    const host = await connect();
    return { ...host, ask: async (commands) => (await host.ask(commands)).map((answer, index) => {
      const command = commands[index]!;
      return { ...answer, ...(command.kind === 'exec' ? answers[command.argv[0]] : {}) };
    }) };
  };
  const id = await bench.startRun();
  return (await bench.until(id, (run) => run.state === 'waiting')).steps[0]!.waitsFor!.sentence;
}

it('says that it does not know who is logged in and what runs, and why', async () => {
  const slow = { exitCode: null, timedOut: true };
  expect(await question({ who: slow, docker: slow })).toBe('The server must restart now, or at a time that you choose. It is not known who is logged in: the server took too long to answer. It is not known which containers run: the server took too long to answer.');
});

it('quotes what the server said instead', async () => {
  expect(await question({ who: { exitCode: 1 }, docker: { exitCode: 1, stderr: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n' } }))
    .toMatch(/It is not known who is logged in: the command ended with exit code 1\. It is not known which containers run: Cannot connect to the Docker daemon at unix:\/\/\/var\/run\/docker\.sock\. Is the docker daemon running\.$/);
});

it('knows that nothing runs where Docker is not installed, and names what does', async () => {
  expect(await question({ docker: { exitCode: 127, stderr: 'sh: docker: not found\n' } })).toMatch(/Nobody else is logged in\. No container runs: Docker is not installed\.$/);
  await bench.close();
  expect(await question({ who: { stdout: 'ada pts/0 2026-01-01\n' }, docker: { stdout: 'web\nmongo\n' } })).toMatch(/Logged in now: ada\. Running containers: web, mongo\.$/);
});
