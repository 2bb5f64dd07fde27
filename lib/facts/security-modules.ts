import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface SecurityModules {
  readonly selinux: 'enforcing' | 'permissive' | 'off';
  readonly apparmor: boolean;
}

/** SELinux and AppArmor (selinux(8), apparmor(7)). */
export const securityModules: ServerFact<SecurityModules> = {
  from: 'server',
  id: 'security-modules',
  command: reading('security-modules', [], 'login', 'Whether SELinux or AppArmor may stop containers'),
  parse(answer) {
    const [enforce, apparmor] = printed(answer, 'its security modules').trim().split('\n');
    return { selinux: enforce === '1' ? 'enforcing' : enforce === '0' ? 'permissive' : 'off', apparmor: apparmor === 'Y' };
  },
};
