import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** The packages that ask for a reboot; `undefined` when none is pending (Ubuntu's update-notifier). */
export const rebootPending: ServerFact<readonly string[] | undefined> = {
  from: 'server',
  id: 'reboot-pending',
  command: reading('reboot-pending', [], 'login', 'Whether updates wait for a reboot'),
  parse(answer) {
    const [state, ...packages] = printed(answer, 'whether a reboot is pending').trim().split('\n');
    return state === 'pending' ? packages.filter((name) => /^[\w.+-]{1,100}$/.test(name)) : undefined;
  },
};
