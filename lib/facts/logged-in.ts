import { ask } from '@/lib/shell/command';
import { printed } from './answer';
import type { ServerFact } from './fact';

/** Who is logged in on a terminal, such as `anna from 192.0.2.7` (who(1)). The console's own connection has no terminal. */
export const loggedIn: ServerFact<readonly string[]> = {
  from: 'server',
  id: 'logged-in',
  command: ask(['who'], { why: 'Who else works on this machine' }),
  parse(answer) {
    const lines = printed(answer, 'who is logged in').split('\n');
    return lines.flatMap((line) => {
      const [user] = line.trim().split(/\s+/);
      const from = /\(([^()\s]{1,100})\)\s*$/.exec(line)?.[1];
      return user === undefined || user === '' ? [] : [from === undefined ? user : `${user} from ${from}`];
    });
  },
};
