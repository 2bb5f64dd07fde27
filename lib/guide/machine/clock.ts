import { formatDuration, minutes } from '@/lib/core/units';
import { clock as clockFact, type Clock } from '@/lib/facts/clock';
import { sudo } from '@/lib/shell/command';
import { chapters } from '../chapters';
import { probe } from '../define';

export const clock = probe({
  id: 'machine/clock',
  guide: null,
  title: 'The clock is right',
  chapter: chapters.machine,
  // systemd starts a service to answer this.
  every: minutes(5),
  afterMinutes: 15,
  needs: () => ({ clock: clockFact }),
  actual: ({ clock }) => (clock.synchronized ? describe(clock) : 'not synchronised'),
  wanted: ({ thresholds }) => `synchronised, at most ${formatDuration(thresholds.clockOffsetWarnMs)} off`,
  figures: ({ clock }) => (clock.offset === undefined ? [] : [{ id: 'clock-offset', value: clock.offset }]),
  outcomes: [
    { outcome: 'warn', when: ({ clock }, { thresholds }) => (clock.offset ?? 0) >= thresholds.clockOffsetWarnMs, message: ({ clock }, { thresholds }) => `The clock is ${describe(clock)}; it warns from ${formatDuration(thresholds.clockOffsetWarnMs)} on.`, remedy: 'Logins carry a time and fail when clocks differ. Look at "timedatectl timesync-status" or "chronyc tracking": after a pause of the machine it takes some minutes until the clock is right again.' },
    { outcome: 'pass', when: ({ clock }) => clock.synchronized, message: ({ clock }) => `The clock is synchronised${clock.offset === undefined ? '' : ` and ${describe(clock)}`}.` },
    // In a container or on some virtual machines the host keeps the clock.
    { outcome: 'pass', isNote: true, when: ({ clock }) => !clock.canSynchronize, message: () => 'No time service is installed, so nothing tells whether the clock is right.', remedy: 'Where no host keeps the clock of this machine, install one: "apt-get install systemd-timesyncd" or "apt-get install chrony".' },
    { outcome: 'warn', when: ({ clock }) => clock.switchedOn, message: () => 'A time service runs, but the clock is not synchronised.', remedy: 'The time servers can\'t be reached: look at "timedatectl timesync-status", and whether UDP port 123 is open to the outside.' },
    { outcome: 'warn', when: () => true, message: () => 'The time service is switched off. Logins carry a time and fail when clocks differ.', remedy: 'Run "timedatectl set-ntp true" as root.' },
  ],
  // Only where a time service is installed; none is installed by this.
  repair: { title: 'Switch the time service on', plan: ({ clock }) => (!clock.synchronized && clock.canSynchronize && !clock.switchedOn ? [sudo(['timedatectl', 'set-ntp', 'true'], { why: 'The time service keeps the clock' })] : []) },
});

const describe = ({ offset }: Clock): string => (offset === undefined ? 'synchronised' : `${offset < 1 ? offset.toFixed(2) + ' ms' : formatDuration(offset)} off`);
