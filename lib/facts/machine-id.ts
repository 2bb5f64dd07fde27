import { ask } from '@/lib/shell/command';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';

/** Which machine this is, whatever its name and address (machine-id(5)). */
export const machineId: ServerFact<string> = {
  from: 'server',
  id: 'machine-id',
  command: ask(['cat', '/etc/machine-id'], { why: 'Which machine this is' }),
  parse(answer) {
    const id = printed(answer, 'its machine id').trim();
    if (!/^[0-9a-f]{32}$/.test(id)) throw new Unreadable('The server gives no machine id.');
    return id;
  },
};
