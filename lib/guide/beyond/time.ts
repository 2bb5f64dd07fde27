import { timeSync } from '@/lib/facts/time-sync';
import { sudo } from '@/lib/shell/command';
import { chapters } from '../chapters';
import { check } from '../define';

export const time = check({
  id: 'beyond/time',
  guide: null,
  title: 'The clock is synchronised',
  chapter: chapters.beyond,
  needs: () => ({ time: timeSync }),
  actual: ({ time }) => (time.synchronized ? 'synchronised' : 'not synchronised'),
  wanted: () => 'synchronised',
  outcomes: [
    { outcome: 'pass', when: ({ time }) => time.synchronized, message: () => 'The clock is synchronised.' },
    { outcome: 'warn', when: ({ time }) => time.canSynchronize && time.switchedOn, message: () => 'A time service runs, but the clock is not synchronised yet.', remedy: 'Wait a minute and ask again; if it stays so, the time servers can\'t be reached: see "timedatectl timesync-status".' },
    { outcome: 'warn', when: () => true, message: () => 'The clock is not synchronised. Logins carry a time and fail when clocks differ.', remedy: 'Run "timedatectl set-ntp true" as root. On a machine whose host keeps the clock, accept with that reason.' },
  ],
  // Only where a time service is installed; none is installed by this.
  repair: { title: 'Switch the time service on', plan: ({ time }) => (time.canSynchronize && !time.switchedOn ? [sudo(['timedatectl', 'set-ntp', 'true'], { why: 'The time service keeps the clock' })] : []) },
});
