import { sudo } from '@/lib/shell/command';
import { printed } from './answer';
import type { ServerFact } from './fact';

/** `true`, or why the login may not act as root: a whole sentence. */
export type Administrator = true | string;

/** Whether the login user can act as root (sudo(8)). */
export const administrator: ServerFact<Administrator> = {
  from: 'server',
  id: 'administrator',
  command: sudo(['id', '-u'], { effect: 'reads', why: 'Whether the login may act as root' }),
  parse(answer) {
    const uid = printed(answer, 'whether the login may act as root').trim();
    return uid === '0' || `Commands for root run as user number ${uid.slice(0, 10)}.`;
  },
  refused: (reason) => reason,
};
