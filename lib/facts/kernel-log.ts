import { firstLine, printed, wholeNumber } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface KernelLog {
  /** Processes that the kernel killed for want of memory, oldest first. A process chooses its own name: only shown. */
  readonly killed: readonly KernelEvent[];
  /** Requests that a disk did not answer well, and file systems that stopped because of it. */
  readonly diskErrors: readonly KernelEvent[];
}
export interface KernelEvent {
  /** Seconds before the question. */
  readonly ago: number;
  /** Seconds since 1970, by the server's clock. */
  readonly at: number;
  /** The name of the process, or what the kernel said. */
  readonly text: string;
}

const hour = 3600;
/** Floppy and optical drives that hold no medium complain for ever. */
const emptyDrive = /\bdev(?:ice)? (?:fd|sr)\d/;

/** What the kernel's log of the last hour says of memory and disks (journalctl(1), dmesg(1)). */
export const kernelLog: ServerFact<KernelLog> = {
  from: 'server',
  id: 'kernel-log',
  command: reading('kernel-log', [], 'root', 'What the kernel said in the last hour about memory and disks'),
  parse(answer) {
    const text = printed(answer, "its kernel's log");
    const now = wholeNumber(/^now (\d+)$/m.exec(text)?.[1], "its kernel's log");
    const started = /^started (\d{1,15})$/m.exec(text)?.[1];
    const lines = text.split('\n').flatMap((line) => readLine(line, now, started === undefined ? undefined : Number(started))).filter(({ ago }) => ago <= hour);
    return {
      killed: lines.flatMap(({ ago, at, text: said }) => {
        const name = /Kill(?:ed)? process \d+,? \((.{1,64}?)\)/.exec(said)?.[1];
        return name === undefined ? [] : [{ ago, at, text: firstLine(name) || 'a process' }];
      }),
      diskErrors: lines.filter(({ text: said }) => !/Kill(?:ed)? process /.test(said) && !emptyDrive.test(said)).map(({ ago, at, text: said }) => ({ ago, at, text: firstLine(said) })),
    };
  },
};

function readLine(line: string, now: number, started: number | undefined): KernelEvent[] {
  const [, at, journal] = /^(\d{1,12})\.\d+ \S+ kernel: (.+)$/.exec(line) ?? [];
  if (at !== undefined && journal !== undefined) return [{ ago: Math.max(0, now - Number(at)), at: Number(at), text: journal }];
  const [, since, text] = /^\[\s*(\d{1,12})\.\d+\] (.+)$/.exec(line) ?? [];
  return started === undefined || since === undefined || text === undefined ? [] : [{ ago: Math.max(0, now - started - Number(since)), at: started + Number(since), text }];
}
