import { count } from '@/lib/core/units';
import { conflictingPackages, type InstalledPackage } from '@/lib/facts/conflicting-packages';
import { containers } from '@/lib/facts/containers';
import { docker } from '@/lib/facts/docker';
import { isAtLeast } from '@/lib/facts/version';
import { chapters } from '../chapters';
import { otherContainers } from '../containers-of';
import { check } from '../define';
import { leastDocker } from '../installation/docker-ce';

export const existingDocker = check({
  id: 'beyond/existing-docker',
  guide: null,
  title: 'No Docker that is in the way',
  chapter: chapters.beyond,
  needs: () => ({ docker, containers, conflicts: conflictingPackages }),
  actual: ({ docker }) => (docker === undefined ? 'none' : docker.fromSnap ? 'a snap' : (docker.engine?.version ?? 'installed, not answering')),
  wanted: () => `none, or ${leastDocker} or later`,
  outcomes: [
    { outcome: 'fail', when: ({ docker }) => docker?.fromSnap === true, message: () => 'Docker is installed as a snap. It sees neither /opt nor the disk at /var/lib/docker.', remedy: 'Save what runs in it, then run "snap remove docker" as root.' },
    {
      outcome: 'warn',
      when: ({ docker, conflicts }) => docker?.engine === undefined && conflicts.length > 0,
      message: ({ docker, conflicts }) => `${conflicts.map(({ name, version }) => `${name} ${version}`).join(', ')} ${conflicts.length === 1 ? 'is' : 'are'} installed, which Docker CE cannot stand beside, and ${docker === undefined ? 'there is no Docker that could be kept' : `no Docker Engine answers: ${docker.error ?? 'no reason is told'}`}. The plan uninstalls ${conflicts.length === 1 ? 'it' : 'them'}; what lies in /var/lib/docker stays.`,
      remedy: ({ conflicts }) => [
        ...(has(conflicts, 'docker.io') ? [`To keep Ubuntu's Docker instead, start it ("systemctl start docker") and check again: ${leastDocker} or later is kept.`] : []),
        ...(has(conflicts, 'containerd', 'runc') ? ['Where containerd serves something else, such as Kubernetes, use another machine.'] : []),
        ...(has(conflicts, 'podman-docker') ? ['Where something calls podman by the name "docker", use another machine.'] : []),
      ].join(' ') || 'Where something else needs them, use another machine.',
    },
    { outcome: 'pass', when: ({ docker }) => docker === undefined, message: () => 'No Docker is installed yet.' },
    { outcome: 'warn', when: ({ docker }) => docker?.engine === undefined, message: ({ docker }) => `Docker is installed but does not answer: ${docker?.error ?? 'no reason is told'}.`, remedy: 'Look at "systemctl status docker" and "journalctl -u docker -n 100".' },
    { outcome: 'fail', when: ({ docker }) => !isAtLeast(docker?.engine?.version ?? '', leastDocker), message: ({ docker }) => `Docker ${docker?.engine?.version ?? ''} is too old; today's images do not start on it.`, remedy: `Upgrade Docker to ${leastDocker} or later.` },
    {
      outcome: 'warn',
      when: ({ containers }, { layout }) => otherContainers(layout.base, containers).length > 0,
      message: ({ containers }, { layout }) => `${count(otherContainers(layout.base, containers).length, 'other container')} run here: ${otherContainers(layout.base, containers).slice(0, 5).map(({ name }) => name).join(', ')}. The restart of the machine stops them for a while.`,
      remedy: 'Tell their owners, or use a machine of its own.',
    },
    { outcome: 'pass', when: () => true, message: ({ docker }) => `Docker ${docker?.engine?.version ?? ''} is there and is kept.` },
  ],
});

const has = (conflicts: readonly InstalledPackage[], ...names: readonly string[]): boolean => conflicts.some(({ name }) => names.includes(name));
