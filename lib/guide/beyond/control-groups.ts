import { cgroups } from '@/lib/facts/cgroups';
import { chapters } from '../chapters';
import { check } from '../define';

export const controlGroups = check({
  id: 'beyond/control-groups',
  guide: null,
  title: 'The kernel can confine containers',
  chapter: chapters.beyond,
  needs: () => ({ cgroups }),
  actual: ({ cgroups }) => `control groups v${cgroups.version}, kernel ${cgroups.kernel}`,
  wanted: () => 'control groups with memory',
  outcomes: [
    { outcome: 'fail', when: ({ cgroups }) => !cgroups.controllers.includes('memory'), message: ({ cgroups }) => `The kernel ${cgroups.kernel} has no control group for memory.`, remedy: 'Boot a kernel of Ubuntu, without "cgroup_disable=memory".' },
    { outcome: 'pass', when: () => true, message: ({ cgroups }) => `Control groups v${cgroups.version}, kernel ${cgroups.kernel}.` },
  ],
});
