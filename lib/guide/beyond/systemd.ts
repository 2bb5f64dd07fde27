import { systemd as systemdFact } from '@/lib/facts/systemd';
import { chapters } from '../chapters';
import { check } from '../define';

export const systemd = check({
  id: 'beyond/systemd',
  guide: null,
  title: 'systemd runs the machine',
  chapter: chapters.beyond,
  needs: () => ({ systemd: systemdFact }),
  actual: ({ systemd }) => (systemd.version === undefined ? 'another init' : `systemd ${systemd.version}, ${systemd.state}`),
  wanted: () => 'systemd 245 or later',
  outcomes: [
    { outcome: 'fail', when: ({ systemd }) => systemd.version === undefined, message: () => 'Another init than systemd runs; neither the steps nor Docker can be started.', remedy: 'Use a whole Ubuntu, not a container without systemd.' },
    { outcome: 'fail', when: ({ systemd }) => (systemd.version ?? 0) < 245, message: ({ systemd }) => `systemd ${systemd.version ?? ''} is too old; 245 or later is needed.`, remedy: 'Upgrade to Ubuntu 20.04 or later.' },
    { outcome: 'warn', when: ({ systemd }) => !['running', 'degraded'].includes(systemd.state), message: ({ systemd }) => `systemd is "${systemd.state}".`, remedy: 'Wait until the machine has started, then ask again.' },
    { outcome: 'pass', when: () => true, message: ({ systemd }) => `systemd ${systemd.version ?? ''} is ${systemd.state}.` },
  ],
});
