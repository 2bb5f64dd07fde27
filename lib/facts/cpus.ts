import { ask } from '@/lib/shell/command';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';

export interface Cpus {
  /** Logical processors that are online. */
  readonly count: number;
  readonly model: string;
  /** Advanced Vector Extensions, without which MongoDB 5 and later does not start. */
  readonly avx: boolean;
}

/** The processors (proc_cpuinfo(5)). */
export const cpus: ServerFact<Cpus> = {
  from: 'server',
  id: 'cpus',
  command: ask(['cat', '/proc/cpuinfo'], { why: 'How many processors there are and what they can' }),
  parse(answer) {
    const text = printed(answer, 'its processors');
    const count = text.match(/^processor\s*:\s*\d+\s*$/gm)?.length ?? 0;
    if (count === 0) throw new Unreadable('The file /proc/cpuinfo of the server lists no processor.');
    return { count, model: /^model name\s*:\s*(.{1,120})$/m.exec(text)?.[1]?.trim() ?? '', avx: /^(?:flags|Features)\s*:.*\savx(?:\s|$)/m.test(text) };
  },
};
