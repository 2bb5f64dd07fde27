import { ask } from '@/lib/shell/command';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';

export interface TimeSync {
  readonly synchronized: boolean;
  /** Whether a time service is there that could be switched on. */
  readonly canSynchronize: boolean;
  readonly switchedOn: boolean;
}

/** Whether the clock is kept by a time server (timedatectl(1), show). */
export const timeSync: ServerFact<TimeSync> = {
  from: 'server',
  id: 'time-sync',
  command: ask(['timedatectl', 'show', '--no-pager'], { why: 'Whether the clock is kept by a time server' }),
  parse(answer) {
    const text = printed(answer, 'its time service');
    const is = (name: string) => new RegExp(`^${name}=yes$`, 'm').test(text);
    if (!/^NTPSynchronized=/m.test(text)) throw new Unreadable('The server does not tell whether its clock is synchronised.');
    return { synchronized: is('NTPSynchronized'), canSynchronize: is('CanNTP'), switchedOn: is('NTP') };
  },
};
