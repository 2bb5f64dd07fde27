import { firstLine, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Cgroups {
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
  /** Such as `5.15.0-91-generic`. */
  readonly kernel: string;
}

/** Which control groups the kernel offers, and its release (cgroups(7)). */
export const cgroups: ServerFact<Cgroups> = {
  from: 'server',
  id: 'cgroups',
  command: reading('cgroups', [], 'login', 'Whether containers can be confined'),
  parse(answer) {
    const [kernel = '', version, ...controllers] = printed(answer, 'its control groups').trim().split(/\s+/);
    if (version !== '1' && version !== '2') throw new Unreadable(`The server tells no version of control groups: ${firstLine(answer.stdout)}.`);
    return { version: version === '2' ? 2 : 1, controllers, kernel };
  },
};
