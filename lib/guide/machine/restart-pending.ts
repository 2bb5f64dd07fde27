import { count, minutes } from '@/lib/core/units';
import { rebootPending } from '@/lib/facts/reboot-pending';
import { chapters } from '../chapters';
import { probe } from '../define';

export const restartPending = probe({
  id: 'machine/restart-pending',
  guide: null,
  title: 'No restart waits',
  chapter: chapters.machine,
  every: minutes(60),
  afterMinutes: 0,
  needs: () => ({ pending: rebootPending }),
  outcomes: [
    // A note: it is done at a time of the operator's choosing, and works until then.
    { outcome: 'pass', isNote: true, when: ({ pending }) => pending !== undefined, message: ({ pending }) => `Updates wait for a restart of the machine${pending === undefined || pending.length === 0 ? '' : `, of ${count(pending.length, 'package')}: ${pending.slice(0, 5).join(', ')}`}.`, remedy: 'Restart it at a quiet time: until then the old kernel and libraries run on.' },
    { outcome: 'pass', when: () => true, message: () => 'No restart waits.' },
  ],
});
