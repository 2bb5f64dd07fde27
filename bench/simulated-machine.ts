import type { Inputs } from '@/lib/guide/inputs';
import { recorded, type Say } from './recorded';

const cores = 16;
const paths = ['/proc/loadavg', '/proc/stat', '/proc/meminfo', '/proc/sys/fs/file-nr', '/proc/diskstats', '/proc/net/dev', '/proc/pressure/cpu', '/proc/pressure/memory', '/proc/pressure/io'];

/** What the machine itself says: 16 cores, four disks, and counters that grow with the time. */
export function machineAnswers({ layout }: Inputs): [string, Say][] {
  const always = (text: string): Say => () => text;
  return [
    ['proc', (seconds) => paths.map((path) => `==> ${path} <==\n${files[path]?.(seconds - 1_795_000_000) ?? ''}`).join('\n')],
    ['file-systems:', (seconds) => `1B-blocks Used Avail Inodes IFree Type File Mounted on\n${layout.disks.map(({ mount }, index) => `500000000000 ${200e9 + Math.floor(seconds % 86_400) * 4096 + index} ${300e9 - Math.floor(seconds % 86_400) * 4096} 32768000 31000000 ext4 ${mount} ${mount}`).join('\n')}\n=== mounts\n${layout.disks.map(({ mount }, index) => `/dev/sd${'abcd'[index]}1 ${mount} ext4 rw,relatime 0 0`).join('\n')}\n`],
    ['listeners', always(recorded('listeners', 'test host after the install'))],
    ['firewall', always(recorded('firewall', "ufw on, Docker's chain empty"))],
    ['cpus', always(Array.from({ length: cores }, (_, index) => `processor\t: ${index}\nmodel name\t: AMD EPYC 7763 64-Core Processor\nflags\t\t: fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge avx avx2\n\n`).join(''))],
    ['clock', always(recorded('clock', 'Ubuntu 22.04 with timesyncd'))],
    ['mounts:', always(recorded('mounts', 'test host without Docker (systemd 252)'))],
    ['kernel-log', (seconds) => `now ${Math.floor(seconds)}\n`],
    ['smart', always(recorded('smart', 'no smartctl'))],
    ['sysctl:', always(Object.entries(layout.kernel).map(([key, value]) => `${key} = ${value}\n`).join(''))],
    ['boot-id', always('949f8368-048a-4705-9ad4-c65f57841d64\n')],
    ['transparent-hugepages', always('always madvise [never]\nalways defer defer+madvise madvise [never]\n')],
    ['unit:', always('LoadState=loaded\nActiveState=active\nUnitFileState=enabled\nNeedDaemonReload=no\n')],
    ['reboot-pending', always('')],
    ['security-updates', (seconds) => `now ${Math.floor(seconds)}\nlists ${Math.floor(seconds) - 3600}\n`],
  ];
}

const grown = (seconds: number, each: number): number => Math.floor(seconds * each);
const pressure = (share: number) => (seconds: number) => ['some', 'full'].map((kind) => `${kind} avg10=${share.toFixed(2)} avg60=${share.toFixed(2)} avg300=${share.toFixed(2)} total=${grown(seconds, share * 1e4)}\n`).join('');
const cpu = (name: string, seconds: number, of: number) => `${name} ${grown(seconds, 20 * of)} 0 ${grown(seconds, 5 * of)} ${grown(seconds, 74 * of)} ${grown(seconds, of)} 0 0 0 0 0\n`;

const files: Readonly<Record<string, (seconds: number) => string>> = {
  '/proc/loadavg': (seconds) => `3.20 ${(3 + Math.sin(seconds / 600)).toFixed(2)} 3.01 3/1412 90211\n`,
  '/proc/stat': (seconds) => `${cpu('cpu ', seconds, cores)}${Array.from({ length: cores }, (_, index) => cpu(`cpu${index}`, seconds, 1)).join('')}intr ${grown(seconds, 9000)}${' 0'.repeat(400)}\nctxt ${grown(seconds, 20_000)}\nbtime 1790000000\nprocesses 90211\nprocs_running 3\nprocs_blocked 0\nsoftirq ${grown(seconds, 4000)} 0 1 2 3 4 5 6 7 8 9\n`,
  '/proc/meminfo': () => ['MemTotal: 65861532', 'MemFree: 1204312', 'MemAvailable: 32204312', 'Buffers: 204312', 'Cached: 30204312', 'SwapCached: 0', 'Active: 20204312', 'Inactive: 30204312', 'Dirty: 512', 'AnonPages: 18204312', 'Mapped: 2204312', 'Shmem: 4312', 'Slab: 904312', 'SwapTotal: 2097148', 'SwapFree: 2097148', 'CommitLimit: 35028080', 'Committed_AS: 42028080', 'VmallocTotal: 34359738367', 'HugePages_Total: 0', 'Hugepagesize: 2048', 'DirectMap4k: 500000', 'DirectMap2M: 30000000'].map((line) => `${line} kB\n`).join(''),
  '/proc/sys/fs/file-nr': () => '11232\t0\t9223372036854775807\n',
  '/proc/diskstats': (seconds) => [...'abcd'].flatMap((letter, index) => [`   8 ${index * 16} sd${letter}`, `   8 ${index * 16 + 1} sd${letter}1`].map((name) => `${name} ${grown(seconds, 12)} 20 ${grown(seconds, 900)} ${grown(seconds, 14)} ${grown(seconds, 60)} 900 ${grown(seconds, 4000)} ${grown(seconds, 120)} 0 ${grown(seconds, 100)} ${grown(seconds, 130)} 0 0 0 0 0 0\n`)).join(''),
  '/proc/net/dev': (seconds) => `Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n${['lo', 'ens5', 'docker0', 'br-1f2e3d4c5b6a', 'veth1a2b3c4', 'veth2a2b3c4', 'veth3a2b3c4'].map((name) => `${name}: ${grown(seconds, 90_000)} ${grown(seconds, 90)} 0 0 0 0 0 0 ${grown(seconds, 120_000)} ${grown(seconds, 100)} 0 0 0 0 0 0\n`).join('')}`,
  '/proc/pressure/cpu': pressure(1.2),
  '/proc/pressure/memory': pressure(0),
  '/proc/pressure/io': pressure(2.4),
};
