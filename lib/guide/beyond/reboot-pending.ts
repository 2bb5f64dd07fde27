import { count } from '@/lib/core/units';
import { rebootPending as rebootPendingFact } from '@/lib/facts/reboot-pending';
import { chapters } from '../chapters';
import { check } from '../define';

export const rebootPending = check({
  id: 'beyond/reboot-pending',
  guide: null,
  title: 'No restart is pending',
  chapter: chapters.beyond,
  needs: () => ({ pending: rebootPendingFact }),
  outcomes: [
    { outcome: 'warn', when: ({ pending }) => pending !== undefined, message: ({ pending }) => `The machine waits for a restart${pending !== undefined && pending.length > 0 ? ` because of ${count(pending.length, 'package')}: ${pending.slice(0, 5).join(', ')}` : ''}.`, remedy: 'The install restarts it anyway. Restart it before, if the new kernel shall be tried first.' },
    { outcome: 'pass', when: () => true, message: () => 'No restart is pending.' },
  ],
});
