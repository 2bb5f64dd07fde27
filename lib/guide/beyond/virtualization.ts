import { virtualization as virtualizationFact } from '@/lib/facts/virtualization';
import { chapters } from '../chapters';
import { check } from '../define';

/** Kinds that share the host's kernel (systemd-detect-virt(1), containers). */
const shared = new Set(['openvz', 'lxc', 'lxc-libvirt', 'systemd-nspawn', 'docker', 'podman', 'rkt', 'wsl', 'proot', 'pouch']);

export const virtualization = check({
  id: 'beyond/virtualization',
  guide: null,
  title: 'A machine with a kernel of its own',
  chapter: chapters.beyond,
  needs: () => ({ kind: virtualizationFact }),
  actual: ({ kind }) => kind ?? 'bare metal',
  wanted: () => 'bare metal or a virtual machine',
  outcomes: [
    { outcome: 'warn', when: ({ kind }) => kind !== undefined && shared.has(kind), message: ({ kind }) => `The server is a container (${kind ?? ''}): kernel settings belong to its host, and Docker may not work in it.`, remedy: 'Use a virtual machine or bare metal.' },
    { outcome: 'pass', when: () => true, message: ({ kind }) => (kind === undefined ? 'Bare metal.' : `A virtual machine (${kind}).`) },
  ],
});
