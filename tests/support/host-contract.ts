import { expect, it } from 'vitest';
import { isGroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { ask, reboot, sudo } from '@/lib/shell/command';
import type { Command } from '@/lib/shell/command';
import type { Host } from '@/lib/shell/host';

/** What the suite needs of a server besides its Host. */
export interface ContractServer {
  connect(): Promise<Host>;
  /** Cuts all connections; what runs goes on. */
  cut(): void | Promise<void>;
  /** How many lines the step `append` has written on the server. */
  lines(): Promise<number>;
  /** Resolves once the server can be reached again. */
  back(): Promise<void>;
  /** The commands, as this server understands them. */
  commands: {
    say: (text: string) => Command;
    fail: (code: number) => Command;
    /** Appends one line to a file. */
    append: () => Command;
    /** Runs until it is stopped. */
    forever: () => Command;
    /** Says 1 to `count`, slowly enough to be cut. */
    countTo: (count: number) => Command;
  };
}

const reason = (promise: Promise<unknown>) => promise.then(() => 'resolved', (error: unknown) => (isGroundcrewError(error) ? `${error.code} ${error.reason}` : error));

async function logOf(host: Host, id: string, from = 0): Promise<string> {
  const chunks: Buffer[] = [];
  let at = from;
  await host.follow(id, from, (chunk, offset) => {
    expect(offset).toBe(at);
    at += chunk.length;
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks).toString('utf8');
}

/** The contract of Host: the same suite for the fake and for the real one. */
export function hostContract(server: ContractServer): void {
  const { say, fail, append, forever, countTo } = server.commands;

  it('asks many things in one round trip, in order', async () => {
    const host = await server.connect();
    const answers = await host.ask([say('one'), fail(3), say('two')]);
    expect(answers.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual([['one\n', 0], ['', 3], ['two\n', 0]]);
    host.close();
  });

  it('hands out what a command says as it comes, and gives up what nobody wants any more', async () => {
    const host = await server.connect();
    const read = async (command: Command) => {
      let text = '';
      const { exitCode } = await host.read(command, async (chunk) => {
        await Promise.resolve();
        text += chunk.toString('latin1');
      });
      return [text, exitCode];
    };
    expect(await read(countTo(30))).toEqual([Array.from({ length: 30 }, (_, index) => `${index + 1}\n`).join(''), 0]);
    expect(await read(fail(3))).toEqual(['', 3]);
    const stop = new AbortController();
    const left = reason(host.read(forever(), () => undefined, stop.signal));
    stop.abort();
    expect(await left).toBe('conflict aborted');
    expect(await reason(host.read(say('one'), () => Promise.reject(new Error('full'))))).toEqual(new Error('full'));
    expect(await read(say('two'))).toEqual(['two\n', 0]);
    host.close();
    expect(await reason(host.read(say('three'), () => undefined))).toBe('unreachable connection.lost');
  });

  it('runs an attempt, tells its end, and keeps its log', async () => {
    const host = await server.connect();
    const id = newId();
    expect(await host.start({ id, commands: [say('hello'), fail(7), say('never')] })).toBe('started');
    const log = await logOf(host, id);
    expect(log.split('\n').filter((line) => !/^[+!]/.test(line))).toEqual(['hello', '']);
    expect(log).toContain('! exit code 7: ');
    const status = await host.status(id);
    expect(status).toMatchObject({ claimed: true, exitCode: 7, commandIndex: 1, logSize: Buffer.byteLength(log) });
    expect(status.bootId).toBe(status.currentBootId);
    const times = [status.startedAt, ...status.commandStarts, status.endedAt].map(Number);
    expect(status.commandStarts).toHaveLength(2);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(await logOf(host, id, 5)).toBe(log.slice(5));
    expect((await host.attempts())[0]).toBe(id);
    host.close();
  });

  it('knows nothing of an attempt that never started', async () => {
    const host = await server.connect();
    expect(await host.status(newId())).toMatchObject({ claimed: false, active: false, exitCode: null, bootId: null, logSize: 0, commandIndex: null, commandStarts: [] });
    host.close();
  });

  it('starts the same attempt once, however often and at the same time it is asked', async () => {
    const host = await server.connect();
    const id = newId();
    const before = await server.lines();
    const said = await Promise.all([1, 2, 3].map(() => host.start({ id, commands: [append()] })));
    expect(said.filter((each) => each === 'started')).toHaveLength(1);
    await logOf(host, id);
    expect(await host.start({ id, commands: [append()] })).toBe('attached');
    await logOf(host, id);
    expect(await server.lines()).toBe(before + 1);
    host.close();
  });

  it('goes on when the connection is cut; following again from the offset loses and doubles nothing', async () => {
    let host = await server.connect();
    const id = newId();
    await host.start({ id, commands: [countTo(30)] });
    let text = '';
    const take = (chunk: Buffer) => void (text += chunk.toString('latin1'));
    const cut = await reason(host.follow(id, 0, async (chunk) => {
      take(chunk);
      if (text.includes('\n3\n')) await server.cut();
    }));
    expect(cut).toBe('unreachable connection.lost');
    expect(host.isOpen()).toBe(false);
    expect(await reason(host.status(id))).toBe('unreachable connection.lost');
    host = await server.connect();
    expect((await host.follow(id, text.length, take)).exitCode).toBe(0);
    expect(text.split('\n').filter((line) => /^\d+$/.test(line))).toEqual(Array.from({ length: 30 }, (_, index) => String(index + 1)));
    host.close();
  });

  it('says so when its log is shorter than what was read of it', async () => {
    const host = await server.connect();
    const id = newId();
    await host.start({ id, commands: [say('hello')] });
    const log = await logOf(host, id);
    expect(await reason(host.follow(id, log.length + 1, () => undefined))).toBe('remote attempt.log-gone');
    expect(await reason(host.follow(newId(), 1, () => undefined))).toBe('remote attempt.log-gone');
    expect(await host.status(id)).toMatchObject({ exitCode: 0, logSize: log.length });
    host.close();
  });

  it('cancels: dead, without an exit code', async () => {
    const host = await server.connect();
    const id = newId();
    await host.start({ id, commands: [say('begun'), forever(), append()] });
    const before = await server.lines();
    const status = await host.cancel(id);
    expect(status).toMatchObject({ claimed: true, active: false, exitCode: null });
    await logOf(host, id);
    expect(await server.lines()).toBe(before);
    host.close();
  });

  it('withdraws what has not begun, so that a late start finds it taken; what began goes on', async () => {
    const host = await server.connect();
    const [late, begun] = [newId(), newId()];
    const before = await server.lines();
    for (let times = 0; times < 2; times++) expect(await host.withdraw(late)).toMatchObject({ claimed: false, active: false, exitCode: null });
    expect(await reason(host.start({ id: late, commands: [append()] }))).toBe('remote attempt.not-started');
    expect(await host.status(late)).toMatchObject({ claimed: false, active: false });
    expect(await host.attempts()).not.toContain(late);
    expect(await server.lines()).toBe(before);
    await host.start({ id: begun, commands: [forever()] });
    expect(await host.withdraw(begun)).toMatchObject({ claimed: true, active: true, exitCode: null });
    await host.cancel(begun);
    host.close();
  });

  it('stops following when asked to', async () => {
    const host = await server.connect();
    const id = newId();
    await host.start({ id, commands: [forever()] });
    const stop = new AbortController();
    const following = reason(host.follow(id, 0, () => stop.abort(), stop.signal));
    expect(await following).toBe('conflict aborted');
    expect(host.isOpen()).toBe(true);
    await host.cancel(id);
    host.close();
  });

  it('locks for one run at a time', async () => {
    const host = await server.connect();
    const lock = { console: 'one', run: newId(), actor: 'admin', why: 'a "test" with \'quotes\'', since: '2026-01-01T00:00:00Z' };
    expect(await host.lock(lock)).toEqual({ taken: true });
    expect(await host.lock(lock)).toEqual({ taken: true });
    expect(await host.lock({ ...lock, run: 'other', console: 'two' })).toEqual({ taken: false, holder: lock });
    await host.unlock('other');
    expect(await host.lockHolder()).toEqual(lock);
    await host.unlock(lock.run);
    expect(await host.lockHolder()).toBeNull();
    const taken = await Promise.all(['a', 'b', 'c'].map((run) => host.lock({ ...lock, run })));
    expect(taken.filter((each) => each.taken)).toHaveLength(1);
    const holder = (await host.lockHolder())!;
    expect(await reason(host.breakLock(lock.run))).toBe('conflict lock.other');
    expect(await host.lockHolder()).toEqual(holder);
    await host.breakLock(holder.run);
    expect(await host.lockHolder()).toBeNull();
    await host.breakLock(holder.run);
    host.close();
  });

  it('does not clear while something runs', async () => {
    const host = await server.connect();
    const id = newId();
    await host.start({ id, commands: [forever()] });
    expect(await reason(host.clear())).toBe('conflict lock.busy');
    expect(await reason(host.breakLock('any'))).toBe('conflict lock.busy');
    await host.cancel(id);
    const lock = { console: 'one', run: newId(), actor: 'admin', why: 'a test', since: '2026-01-01T00:00:00Z' };
    await host.lock(lock);
    expect(await reason(host.clear())).toBe('conflict lock.held');
    expect(await reason(host.clear('other'))).toBe('conflict lock.held');
    expect(await host.attempts()).toContain(id);
    expect(await host.lockHolder()).toEqual(lock);
    await host.clear(lock.run);
    expect([await host.attempts(), await host.lockHolder()]).toEqual([[], null]);
    await host.clear();
    host.close();
  });

  it('a reboot ends by another boot id, and nothing runs twice', async () => {
    let host = await server.connect();
    const before = await server.lines();
    const [id, other] = [newId(), newId()];
    await host.start({ id: other, commands: [append(), forever()] });
    const beforeReboot = await host.status(other);
    await host.start({ id, commands: [append(), reboot('test'), append()] }).catch(() => undefined);
    await reason(host.follow(id, 0, () => undefined));
    host.close();
    await server.back();
    host = await server.connect();
    for (const each of [id, other]) {
      const status = await host.status(each);
      expect(status).toMatchObject({ claimed: true, active: false, exitCode: null, bootId: beforeReboot.bootId });
      expect(status.currentBootId).not.toBe(status.bootId);
    }
    expect(await host.start({ id, commands: [append()] })).toBe('attached');
    expect(await server.lines()).toBe(before + 2);
    host.close();
  });
}

export const shellCommands = (file: string): ContractServer['commands'] => ({
  say: (text) => ask(['echo', text]),
  fail: (code) => sudo(['sh', '-c', `exit ${code}`], { effect: 'reads' }),
  append: () => sudo(['sh', '-c', 'echo line >>"$1"; sync "$1"', 'sh', file]),
  forever: () => sudo(['sleep', '1000']),
  countTo: (count) => sudo(['sh', '-c', 'for n in $(seq "$1"); do echo "$n"; sleep 0.03; done', 'sh', String(count)]),
});
