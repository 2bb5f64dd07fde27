import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** The process that holds apt's or dpkg's lock; `undefined` when nobody does. */
export const aptLock: ServerFact<{ readonly pid: number; readonly name: string } | undefined> = {
  from: 'server',
  id: 'apt-lock',
  command: reading('apt-lock', [], 'root', 'Whether another process is installing packages'),
  parse(answer) {
    const match = /^(\d{1,10}) (.{0,64})$/m.exec(printed(answer, "who holds apt's lock"));
    return match?.[1] === undefined ? undefined : { pid: Number(match[1]), name: match[2] ?? '' };
  },
};
