import { ask } from '@/lib/shell/command';
import { firstLine, noSuchProgram, whole } from './answer';
import { Unreadable, type ServerFact } from './fact';

/** Such as `kvm`, `vmware`, `lxc` or `docker`; `undefined` on bare metal (systemd-detect-virt(1)). */
export const virtualization: ServerFact<string | undefined> = {
  from: 'server',
  id: 'virtualization',
  command: ask(['systemd-detect-virt'], { why: 'On what kind of machine this runs' }),
  parse(answer) {
    if (noSuchProgram(whole(answer, 'its virtualization'))) throw new Unreadable('The server has no systemd-detect-virt.');
    const kind = firstLine(answer.stdout);
    // It exits 1 and prints "none" on bare metal.
    if (!/^[a-z0-9-]{2,30}$/.test(kind)) throw new Unreadable('The server does not tell whether it is virtual.');
    return kind === 'none' ? undefined : kind;
  },
};
