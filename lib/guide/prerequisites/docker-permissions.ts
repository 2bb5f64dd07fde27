import { sudo } from '@/lib/shell/command';
import { chapters } from '../chapters';
import { check } from '../define';
import { diskMounts } from '../disk-check';

const path = '/var/lib/docker';
const wanted = 0o710;

export const dockerPermissions = check({
  id: 'prerequisites/docker-permissions',
  guide: 'prerequisites/4',
  title: '/var/lib/docker with permissions 710',
  chapter: chapters.prerequisites,
  needs: (inputs) => ({ mounts: diskMounts(inputs) }),
  actual({ mounts }) {
    const mode = mounts.paths.get(path)?.mode;
    return mode === undefined ? 'not there yet' : mode.toString(8);
  },
  wanted: () => '710',
  outcomes: [
    { outcome: 'pass', when: ({ mounts }) => mounts.paths.get(path) === undefined, message: () => 'The directory is not there yet; Docker makes it with 710.' },
    { outcome: 'fail', when: ({ mounts }) => mounts.paths.get(path)?.mode !== wanted, message: ({ mounts }) => `${path} has permissions ${mounts.paths.get(path)?.mode.toString(8) ?? 'unknown'}; 710 are required.`, remedy: 'Run "chmod 710 /var/lib/docker" as root.' },
    { outcome: 'pass', when: () => true, message: () => `${path} has permissions 710.` },
  ],
  repair: { title: 'Set the permissions', plan: () => [sudo(['chmod', '710', path], { why: 'The guide asks for these permissions' })] },
});
