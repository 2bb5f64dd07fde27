import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import packageJson from '../../package.json';

/** Ends in "exec", so that the shell becomes the console. */
const npmStart = packageJson.scripts.start;

/** A free port of the loopback. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** The built console as a child process of its own data directory: what an operator starts by `npm start`. */
export class Console {
  #child: ChildProcess | null = null;
  output = '';

  private constructor(readonly port: number, readonly dataDirectory: string, private readonly environment: Record<string, string>, private readonly checkout: string) {}

  static async start(environment: Record<string, string> = {}, checkout = process.cwd()): Promise<Console> {
    const made = new Console(await freePort(), await mkdtemp(path.join(tmpdir(), 'groundcrew-')), environment, checkout);
    await made.boot();
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The set-up token that the last start printed. */
  get token(): string {
    const found = /set-up token: ([A-Za-z0-9_-]{16,})/i.exec(this.output)?.[1];
    if (!found) throw new Error(`no set-up token in the console's output:\n${this.output}`);
    return found;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async boot(): Promise<void> {
    this.output = '';
    const child = spawn('sh', ['-c', npmStart], {
      cwd: this.checkout,
      env: { ...process.env, NODE_ENV: 'production', PORT: String(this.port), HOST: '127.0.0.1', DATA_DIR: this.dataDirectory, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    for (let waited = 0; waited < 240_000; waited += 100) {
      if (child.exitCode !== null) throw new Error(`the console ended with ${child.exitCode}:\n${this.output}`);
      const answer = await fetch(`${this.url}/api/v1/session.me`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the console did not answer:\n${this.output}`);
  }

  /** Ends the process at once, as a crash would. Only our own child. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill('SIGTERM');
    await rm(this.dataDirectory, { recursive: true, force: true });
  }
}
