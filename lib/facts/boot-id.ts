import { ask } from '@/lib/shell/command';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';

/** A new one at each boot (random(4)). */
export const bootId: ServerFact<string> = {
  from: 'server',
  id: 'boot-id',
  command: ask(['cat', '/proc/sys/kernel/random/boot_id'], { why: 'Which boot of the machine this is' }),
  parse(answer) {
    const id = printed(answer, 'its boot id').trim();
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Unreadable('The server gives no boot id.');
    return id;
  },
};
