import { ask } from '@/lib/shell/command';
import { printed, wholeNumber } from './answer';
import type { ServerFact } from './fact';

/** Bytes. */
export interface Meminfo {
  readonly total: number;
  readonly available: number;
  readonly swap: number;
}

/** Memory and swap in bytes (proc_meminfo(5) prints kibibytes). */
export const meminfo: ServerFact<Meminfo> = {
  from: 'server',
  id: 'meminfo',
  command: ask(['cat', '/proc/meminfo'], { why: 'How much memory and swap there is' }),
  parse(answer) {
    const text = printed(answer, 'its memory');
    const read = (name: string) => wholeNumber(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(text)?.[1], 'its memory') * 1024;
    return { total: read('MemTotal'), available: read('MemAvailable'), swap: read('SwapTotal') };
  },
};
