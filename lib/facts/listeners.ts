import { sudo } from '@/lib/shell/command';
import { printed } from './answer';
import type { ServerFact } from './fact';

export interface Listener {
  readonly port: number;
  readonly address: string;
  /** Process name and pid; `undefined` when the kernel does not tell. */
  readonly process: { readonly name: string; readonly pid: number } | undefined;
}

/** Who listens on TCP (ss(8)). Process names need root. */
export const listeners: ServerFact<readonly Listener[]> = {
  from: 'server',
  id: 'listeners',
  command: sudo(['ss', '-H', '-l', '-t', '-n', '-p'], { effect: 'reads', why: 'Which TCP ports are taken, and by whom' }),
  parse(answer) {
    const found: Listener[] = [];
    for (const line of printed(answer, 'which ports are taken').split('\n')) {
      const [, , , local = '', , ...rest] = line.trim().split(/\s+/);
      const port = /:(\d{1,5})$/.exec(local)?.[1];
      if (port === undefined) continue;
      const process = /users:\(\("([^"]{0,64})",pid=(\d{1,10})/.exec(rest.join(' '));
      found.push({ port: Number(port), address: local.slice(0, local.lastIndexOf(':')), process: process ? { name: process[1] ?? '', pid: Number(process[2]) } : undefined });
    }
    return found;
  },
};
