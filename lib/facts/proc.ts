import { ask } from '@/lib/shell/command';
import { whole, wholeNumber } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { diskCounters, networkCounters, type DiskCounters, type NetworkCounters } from './proc-counters';

export interface Proc {
  /** Load of the last 1, 5 and 15 minutes. */
  readonly load: readonly [number, number, number];
  /** Logical processors that are online. */
  readonly cpus: number;
  /** Ticks of all processors since the machine started. */
  readonly ticks: { readonly busy: number; readonly all: number };
  /** Bytes. */
  readonly memory: { readonly total: number; readonly available: number; readonly swap: number; readonly swapFree: number };
  /** `undefined` where the kernel does not tell. */
  readonly fileHandles: { readonly used: number; readonly most: number } | undefined;
  /** Which boot of the machine this is, and the second since 1970, by its own clock, at which it began; `undefined` where it is not told. */
  readonly boot: { readonly id: string; readonly at: number } | undefined;
  /** Percent of the last minute in which something waited for it; `undefined` before Linux 4.20 and where it is switched off. */
  readonly pressure: Readonly<Record<'cpu' | 'memory' | 'io', number>> | undefined;
  /** Whole disks that were used, by their name. */
  readonly disks: ReadonlyMap<string, DiskCounters>;
  /** Network cards, by their name; those that only exist in software are left out. */
  readonly network: ReadonlyMap<string, NetworkCounters>;
}

const files = {
  load: '/proc/loadavg',
  stat: '/proc/stat',
  memory: '/proc/meminfo',
  handles: '/proc/sys/fs/file-nr',
  disks: '/proc/diskstats',
  network: '/proc/net/dev',
  cpu: '/proc/pressure/cpu',
  memoryPressure: '/proc/pressure/memory',
  io: '/proc/pressure/io',
  boot: '/proc/sys/kernel/random/boot_id',
} as const;

/** What the kernel counts, in one command of one process (proc(5)); tail(1) prints a heading before each file and goes on after one that is not there. */
export const proc: ServerFact<Proc> = {
  from: 'server',
  id: 'proc',
  command: ask(['tail', '-v', '-n', '+1', '--', ...Object.values(files)], { why: 'Load, memory, waiting, disks and network, as the kernel counts them' }),
  parse(answer) {
    const texts = sections(whole(answer, 'what its kernel counts').stdout);
    const text = (name: keyof typeof files) => texts.get(files[name]) ?? '';
    const [one, five, fifteen] = (/^(\d{1,9}\.\d+) (\d{1,9}\.\d+) (\d{1,9}\.\d+) /.exec(text('load')) ?? []).slice(1).map(Number);
    if (one === undefined || five === undefined || fifteen === undefined) throw new Unreadable('The server does not tell its load.');
    const kibibytes = (name: string) => wholeNumber(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(text('memory'))?.[1], 'its memory') * 1024;
    return {
      load: [one, five, fifteen],
      ...processors(text('stat')),
      memory: { total: kibibytes('MemTotal'), available: kibibytes('MemAvailable'), swap: kibibytes('SwapTotal'), swapFree: kibibytes('SwapFree') },
      fileHandles: handles(text('handles')),
      boot: boot(text('boot'), text('stat')),
      pressure: pressures(text('cpu'), text('memoryPressure'), text('io')),
      disks: diskCounters(text('disks')),
      network: networkCounters(text('network')),
    };
  },
};

/** `==> /proc/loadavg <==` and what follows it. */
function sections(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^==> (\/\S{1,60}) <==$/m);
  return new Map(parts.flatMap((name, index): [string, string][] => (index % 2 === 1 ? [[name, (parts[index + 1] ?? '').replace(/^\n/, '')]] : [])));
}

/** The first line sums up all processors: user, nice, system, idle, iowait, irq, softirq, steal; guests are in user and nice already. */
function processors(text: string): Pick<Proc, 'cpus' | 'ticks'> {
  const numbers = (/^cpu +([\d ]{7,300})$/m.exec(text)?.[1] ?? '').trim().split(' ').slice(0, 8).map(Number);
  const cpus = text.match(/^cpu\d+ /gm)?.length ?? 0;
  const [idle, waiting = 0] = numbers.slice(3);
  if (idle === undefined || cpus === 0) throw new Unreadable('The server does not tell how busy its processors are.');
  const all = numbers.reduce((sum, each) => sum + each, 0);
  return { cpus, ticks: { busy: all - idle - waiting, all } };
}

function boot(id: string, stat: string): Proc['boot'] {
  const [, began] = /^btime (\d{1,12})$/m.exec(stat) ?? [];
  return /^[0-9a-f-]{36}\n*$/.test(id) && began !== undefined ? { id: id.trim(), at: Number(began) } : undefined;
}

function handles(text: string): Proc['fileHandles'] {
  const [, used, most] = /^(\d{1,19})\s+\d{1,19}\s+(\d{1,19})\s*$/.exec(text) ?? [];
  return used === undefined || Number(most) === 0 ? undefined : { used: Number(used), most: Number(most) };
}

function pressures(...texts: readonly [string, string, string]): Proc['pressure'] {
  const [cpu, memory, io] = texts.map((text) => /^some avg10=[\d.]+ avg60=(\d{1,3}\.\d+) /m.exec(text)?.[1]);
  return cpu === undefined || memory === undefined || io === undefined ? undefined : { cpu: Number(cpu), memory: Number(memory), io: Number(io) };
}
