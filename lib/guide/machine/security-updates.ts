import { count, minutes } from '@/lib/core/units';
import { securityUpdates as securityUpdatesFact } from '@/lib/facts/security-updates';
import { chapters } from '../chapters';
import { probe } from '../define';

/** Ubuntu fetches its lists each day. */
const oldLists = 7 * 86_400;

export const securityUpdates = probe({
  id: 'machine/security-updates',
  guide: null,
  title: 'No security update waits',
  chapter: chapters.machine,
  every: minutes(24 * 60),
  // Ubuntu installs them by itself within a day.
  afterMinutes: 1440,
  slow: true,
  needs: () => ({ updates: securityUpdatesFact }),
  actual: ({ updates }) => count(updates.security.length, 'security update'),
  wanted: () => 'none',
  outcomes: [
    { outcome: 'warn', when: ({ updates }) => updates.security.length > 0, message: ({ updates }) => `${count(updates.security.length, 'security update')} not installed: ${updates.security.slice(0, 5).join(', ')}${updates.security.length > 5 ? ' and more' : ''}.`, remedy: 'Run "apt-get update && apt-get upgrade" as root at a quiet time: an update of Docker restarts the containers. "systemctl status unattended-upgrades" tells whether Ubuntu does it by itself.' },
    { outcome: 'pass', isNote: true, when: ({ updates }) => updates.listsAge === undefined || updates.listsAge > oldLists, message: ({ updates }) => `No security update is known, but ${updates.listsAge === undefined ? 'the lists of updates were never fetched' : `the lists of updates are ${Math.floor(updates.listsAge / 86_400)} days old`}.`, remedy: 'Run "apt-get update" as root. Where it fails, the archive can\'t be reached.' },
    { outcome: 'pass', when: () => true, message: ({ updates }) => `No security update waits${updates.all > 0 ? `; ${count(updates.all, 'other update')} may be installed some time` : ''}.` },
  ],
});
