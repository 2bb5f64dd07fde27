import { ask } from '@/lib/shell/command';
import { firstLine, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';

/** The machine's hardware name, such as `x86_64` (uname(1)). */
export const architecture: ServerFact<string> = {
  from: 'server',
  id: 'architecture',
  command: ask(['uname', '-m'], { why: 'For which processors programs must be built' }),
  parse(answer) {
    const name = firstLine(printed(answer, 'its architecture'));
    if (!/^[A-Za-z0-9_]{2,20}$/.test(name)) throw new Unreadable('The server names no architecture.');
    return name;
  },
};
