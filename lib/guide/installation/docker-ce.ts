import { conflictingPackages } from '@/lib/facts/conflicting-packages';
import { docker } from '@/lib/facts/docker';
import { Blocked } from '@/lib/engine/blocked';
import { minutes } from '@/lib/core/units';
import { file } from '@/lib/facts/file';
import { isAtLeast } from '@/lib/facts/version';
import { script, sudo } from '@/lib/shell/command';
import { step } from '../define';
import { aptProxyFile } from '../apt-proxy';
import { dockerRepository } from '../docker-repository';

/** Older engines refuse system calls that today's images make (clearml-server, issue 242). */
export const leastDocker = '20.10.10';

export const dockerCe = step({
  id: 'installation/docker-ce',
  guide: 'preliminary-steps/1',
  title: 'Install Docker CE',
  why: 'ClearML runs in containers. Docker comes from its apt repository, so that updates come the same way.',
  departure: 'The guide links to a page of Docker; this is what the page says, with the key compared to the fingerprint in the settings. A Docker Engine that answers and is new enough is kept, Ubuntu\'s too. Of one that does not answer, the packages that the page has uninstalled first are uninstalled; /var/lib/docker stays.',
  interruptible: false,
  usually: minutes(2),
  needs: () => ({ docker, conflicts: conflictingPackages, proxy: file(aptProxyFile) }),
  plan({ docker, conflicts, proxy }, { settings }) {
    if (docker?.fromSnap) throw new Blocked('Docker is installed as a snap, which cannot serve this installation. Remove it with "sudo snap remove docker", after saving what runs in it.');
    if (docker?.engine !== undefined) {
      if (isAtLeast(docker.engine.version, leastDocker)) return [];
      throw new Blocked(`Docker ${docker.engine.version} is installed and too old. Upgrade it to ${leastDocker} or later yourself, since other containers may depend on it.`);
    }
    return [
      ...dockerRepository(settings, proxy),
      ...(conflicts.length === 0 ? [] : [script('guide/installation/docker-conflicts.sh', conflicts.map(({ name }) => name), { effect: 'destroys', why: "Uninstalls what Docker's own packages cannot stand beside; /var/lib/docker stays" })]),
      script('guide/installation/docker-packages.sh', ['docker-ce', 'docker-ce-cli', 'containerd.io'], { effect: 'downloads', why: 'Installs the Docker Engine' }),
      sudo(['systemctl', 'enable', '--now', 'docker'], { why: 'Docker runs now and after each boot' }),
    ];
  },
  destroys: ({ conflicts }) => {
    const has = (...names: readonly string[]) => conflicts.some(({ name }) => names.includes(name));
    return [
      ...conflicts.map(({ name, version }) => `The package ${name} ${version} is uninstalled.`),
      ...(has('docker.io') ? ['Images, volumes and containers in /var/lib/docker stay; Docker CE takes them over, and starts the containers whose restart policy says so.'] : []),
      ...(has('podman-docker') ? ['The name "docker" no longer leads to podman, whose own containers stay.'] : []),
      ...(has('containerd', 'runc') ? ['What runs by containerd without Docker, such as Kubernetes, loses its runtime: its containers stop, or can no longer be started.'] : []),
    ];
  },
});
