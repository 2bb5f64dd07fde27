import { osRelease } from '@/lib/facts/os-release';
import { isAtLeast } from '@/lib/facts/version';
import { chapters } from '../chapters';
import { check } from '../define';

export const operatingSystem = check({
  id: 'prerequisites/operating-system',
  guide: 'prerequisites/3',
  title: 'Ubuntu 20 or higher',
  chapter: chapters.prerequisites,
  needs: () => ({ os: osRelease }),
  actual: ({ os }) => os.name,
  wanted: () => 'Ubuntu 20.04 or later',
  outcomes: [
    { outcome: 'fail', when: ({ os }) => os.id !== 'ubuntu', message: ({ os }) => `This is ${os.name}; the guide is for Ubuntu.`, remedy: 'Install Ubuntu 22.04 LTS or 24.04 LTS.' },
    { outcome: 'fail', when: ({ os }) => !isAtLeast(os.version, '20.04'), message: ({ os }) => `${os.name} is too old; Ubuntu 20.04 or later is required.`, remedy: 'Install Ubuntu 22.04 LTS or 24.04 LTS.' },
    { outcome: 'warn', when: ({ os }) => !isAtLeast(os.version, '22.04'), message: ({ os }) => `${os.name} gets no more security updates without Ubuntu Pro.`, remedy: 'Upgrade to Ubuntu 22.04 LTS or later, or attach Ubuntu Pro.' },
    { outcome: 'pass', when: () => true, message: ({ os }) => `${os.name}.` },
  ],
});
