import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Console } from '../tests/support/console';
import { furnish } from './simulated-setup';

/** When each server was asked what is asked every 30 s, in milliseconds. */
interface Report { connections: number; asked: number[][] }

/** Whatever this process starts from now on runs on that core; null: on any. */
const holdTo = (core: number | null) => void execFileSync('taskset', ['-cp', core === null ? '0-1023' : String(core), String(process.pid)]);

/** The next message of the other process. */
async function told<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  const exit = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`the simulated servers ended: ${code}`);
  });
  exit.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message', { signal: ended.signal }), exit])) as [T];
  ended.abort();
  return message;
}

/** The built console, held to one core, that watches simulated servers, which run on another one. */
export class FleetConsole {
  private constructor(private readonly console_: Console, private readonly servers: ChildProcess, readonly dataDirectory: string, private readonly count: number, private readonly began: number) {}

  /** `prepare` may put more into the database before the console starts; it is given the servers' ids. */
  static async start(count: number, prepare: (databaseFile: string, ids: readonly string[]) => void = () => undefined): Promise<FleetConsole> {
    const dataDirectory = await mkdtemp(path.join(tmpdir(), 'groundcrew-fleet-'));
    holdTo(0);
    const servers = fork('bench/simulated-servers.ts', [String(count)], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const { hostKey } = await told<{ hostKey: string }>(servers);
    prepare(path.join(dataDirectory, 'groundcrew.db'), await furnish(dataDirectory, count, hostKey));
    holdTo(1);
    const began = performance.now();
    try {
      // Another checkout's build may be measured.
      return new FleetConsole(await Console.start({ DATA_DIR: dataDirectory }, process.env.BENCH_CHECKOUT ?? process.cwd()), servers, dataDirectory, count, began);
    } catch (error) {
      servers.disconnect();
      throw error;
    } finally {
      holdTo(null);
    }
  }

  async report(): Promise<Report> {
    this.servers.send('report');
    return told(this.servers);
  }

  /** Forgets when they were asked until now. */
  async forget(): Promise<void> {
    this.servers.send('begin');
    await told(this.servers);
  }

  /** Waits until each server was asked; milliseconds since the start. */
  async connected(): Promise<number> {
    for (let waited = 0; waited < 600; waited++) {
      const { connections, asked } = await this.report();
      if (connections === this.count && asked.every((times) => times.length > 0)) return performance.now() - this.began;
      await sleep(1000);
    }
    throw new Error('not all servers were asked within ten minutes');
  }

  /** A figure of its process in bytes, such as VmRSS. */
  memory(name: string): number {
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${this.console_.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1024;
  }

  /** Seconds of CPU that its process has used. */
  cpuSeconds(): number {
    const fields = readFileSync(`/proc/${this.console_.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  /** Makes the first admin; gives what asks as that one: a page by its path, or a verb by its name. */
  async signIn(): Promise<{ page(path: string): Promise<string>; verb(name: string, input: unknown): Promise<string> }> {
    const { url, token } = this.console_;
    const answer = await fetch(`${url}/api/v1/session.setup`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body: JSON.stringify({ token, name: 'bench', password: 'a long bench password' }) });
    if (!answer.ok) throw new Error(`set-up answered ${answer.status}: ${await answer.text()}`);
    const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
    const page = async (place: string) => {
      const got = await fetch(`${url}${place}`, { headers: { cookie }, redirect: 'manual' });
      if (!got.ok) throw new Error(`${place} answered ${got.status}: ${(await got.text()).slice(0, 500)}`);
      return got.text();
    };
    return { page, verb: (name, input) => page(`/api/v1/${name}?input=${encodeURIComponent(JSON.stringify(input))}`) };
  }

  async close(): Promise<void> {
    await this.console_.stop();
    if (this.servers.connected) this.servers.disconnect();
    await rm(this.dataDirectory, { recursive: true, force: true });
  }
}

/** Milliseconds that it takes. */
export async function timed(task: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await task();
  return performance.now() - before;
}
