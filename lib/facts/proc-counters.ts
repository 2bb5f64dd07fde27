/** Since the machine started. */
export interface DiskCounters {
  /** Requests that were answered, and the milliseconds that they took together. */
  readonly requests: number;
  readonly milliseconds: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** Since the card was there. */
export interface NetworkCounters {
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Packets that were broken or dropped. */
  readonly lost: number;
}

/** More of them than a server has: what it answers is not believed without end. */
const most = 64;
/** Devices whose requests reach another disk of the list, or none at all. */
const madeOfOthers = /^(?:loop|ram|zram|dm-|md|drbd|bcache|sr|fd|nbd)\d/;
/** Cards that exist in software only, or bundle others: their bytes would be counted twice. */
const softwareCards = /^(?:lo|veth.*|docker.*|br-?.*|virbr.*|vnet.*|ifb.*|bond.*|team.*|tun.*|tap.*|wg.*|cali.*|cni.*|flannel.*|dummy.*|vxlan.*|gre.*|sit.*|tunl.*|ip6.*|.*[.@].*)$/;

/** The kernel's Documentation/admin-guide/iostats: a sector is 512 bytes here, whatever the disk's own are. */
export function diskCounters(text: string): ReadonlyMap<string, DiskCounters> {
  const rows = text.split('\n').map((line) => line.trim().split(/\s+/)).filter((row) => row.length >= 14 && /^[\w!-]{1,32}$/.test(row[2] ?? ''));
  const names = new Set(rows.map((row) => row[2]));
  const found = new Map<string, DiskCounters>();
  for (const [, , name = '', ...words] of rows) {
    const [reads, , sectorsRead, readTime, writes, , sectorsWritten, writeTime] = words.map((word) => (/^\d{1,19}$/.test(word) ? Number(word) : 0));
    const counters = { requests: (reads ?? 0) + (writes ?? 0), milliseconds: (readTime ?? 0) + (writeTime ?? 0), bytesRead: (sectorsRead ?? 0) * 512, bytesWritten: (sectorsWritten ?? 0) * 512 };
    if (counters.requests > 0 && !madeOfOthers.test(name) && !isPartition(name, names) && found.size < most) found.set(name, counters);
  }
  return found;
}

/** sda1 of sda, nvme0n1p1 of nvme0n1. */
function isPartition(name: string, names: ReadonlySet<string | undefined>): boolean {
  const disk = /^(.*\d)p\d+$/.exec(name)?.[1] ?? /^(.*\D)\d+$/.exec(name)?.[1];
  return disk !== undefined && names.has(disk);
}

/** proc_pid_net(5), dev: eight columns of what came in, then eight of what went out. */
export function networkCounters(text: string): ReadonlyMap<string, NetworkCounters> {
  const found = new Map<string, NetworkCounters>();
  for (const line of text.split('\n')) {
    const [, name = '', rest = ''] = /^\s*([\w.@-]{1,32}):([\d\s]{30,400})$/.exec(line) ?? [];
    const numbers = rest.trim().split(/\s+/).map(Number);
    const at = (index: number) => numbers[index] ?? 0;
    if (numbers.length >= 16 && !softwareCards.test(name) && found.size < most) found.set(name, { bytesIn: at(0), bytesOut: at(8), lost: at(2) + at(3) + at(10) + at(11) });
  }
  return found;
}
