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
  departure: 'The guide links to a page of Docker; this is what the page says, with the key compared to the fingerprint in the settings. A Docker Engine that is there already and new enough is kept.',
  interruptible: false,
  usually: minutes(2),
  needs: () => ({ docker, proxy: file(aptProxyFile) }),
  plan({ docker, proxy }, { settings }) {
    if (docker?.fromSnap) throw new Blocked('Docker is installed as a snap, which cannot serve this installation. Remove it with "sudo snap remove docker", after saving what runs in it.');
    if (docker?.engine !== undefined) {
      if (isAtLeast(docker.engine.version, leastDocker)) return [];
      throw new Blocked(`Docker ${docker.engine.version} is installed and too old. Upgrade it to ${leastDocker} or later yourself, since other containers may depend on it.`);
    }
    return [
      ...dockerRepository(settings, proxy),
      script('guide/installation/docker-packages.sh', ['docker-ce', 'docker-ce-cli', 'containerd.io'], { effect: 'downloads', why: 'Installs the Docker Engine' }),
      sudo(['systemctl', 'enable', '--now', 'docker'], { why: 'Docker runs now and after each boot' }),
    ];
  },
});
