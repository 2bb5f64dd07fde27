import { securityModules as securityModulesFact } from '@/lib/facts/security-modules';
import { chapters } from '../chapters';
import { check } from '../define';

export const securityModules = check({
  id: 'beyond/security-modules',
  guide: null,
  title: 'SELinux and AppArmor let containers read their files',
  chapter: chapters.beyond,
  needs: () => ({ modules: securityModulesFact }),
  actual: ({ modules }) => `SELinux ${modules.selinux}, AppArmor ${modules.apparmor ? 'on' : 'off'}`,
  outcomes: [
    { outcome: 'warn', when: ({ modules }) => modules.selinux === 'enforcing', message: () => 'SELinux is enforcing; containers may not read the directories of ClearML.', remedy: (_facts, { layout }) => `After the directories are made, run "chcon -Rt svirt_sandbox_file_t ${layout.base}" as root.` },
    { outcome: 'pass', when: () => true, message: ({ modules }) => (modules.apparmor ? "AppArmor is on; Docker's own profile fits." : 'Neither stands in the way.') },
  ],
});
