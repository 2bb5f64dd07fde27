import { minutes } from '@/lib/core/units';
import { composeVersion, type ComposeVersion } from '@/lib/facts/compose-version';
import { docker } from '@/lib/facts/docker';
import { file } from '@/lib/facts/file';
import { isAtLeast } from '@/lib/facts/version';
import { install, script, sudo } from '@/lib/shell/command';
import { aptProxyFile } from '../apt-proxy';
import { step } from '../define';
import { dockerRepository } from '../docker-repository';

const program = '/usr/local/bin/docker-compose';
const text = '#!/bin/sh\n# Keeps the name that older notes use: Compose is a plugin of Docker now.\nexec docker compose "$@"\n';

export const composePlugin = step({
  id: 'installation/compose',
  guide: 'preliminary-steps/3',
  title: 'Install Docker Compose',
  why: 'Compose starts the services together, as the files of ClearML describe them.',
  departure: "The guide fetches docker-compose 1.24.1, which does not know the --env-file of the guide's own start command. The Compose v2 plugin is installed instead, and \"docker-compose\" stays as a name for it. The urllib3 note belongs to the old version and is left out.",
  interruptible: false,
  usually: minutes(1),
  needs: () => ({ compose: composeVersion, docker, proxy: file(aptProxyFile) }),
  plan({ compose, docker, proxy }, { settings }) {
    const plugin = compose.plugin !== undefined && isAtLeast(compose.plugin, '2.0');
    const named = compose.program !== undefined && isAtLeast(compose.program, '2.0');
    // A Docker that was there already may be Ubuntu's, whose repositories know nothing of Docker's own plugin.
    const kept = docker?.engine !== undefined;
    const old = compose.programPath === program && !named;
    // Docker's plugin recommends Docker's Buildx, which the Buildx of Ubuntu and Debian does not let in: both have the same file.
    const alone = kept ? ['--no-install-recommends'] : [];
    return [
      ...(!plugin && kept && compose.candidates.length === 0 ? dockerRepository(settings, proxy) : []),
      ...(plugin ? [] : [script('guide/installation/docker-packages.sh', [...alone, kept ? packageOf(compose) : 'docker-compose-plugin'], { effect: 'downloads', why: 'Installs the Compose v2 plugin' })]),
      ...(old ? [sudo(['mv', '-f', '--', program, `${program}-v1`], { why: `Moves Compose ${compose.program ?? 'of an unknown version'} aside` })] : []),
      ...(named ? [] : [install(program, text, { mode: 0o755, why: 'Keeps the name docker-compose' })]),
    ];
  },
});

/** Ubuntu's package where only that is offered; else Docker's own, also where its repository is added just before. */
const packageOf = ({ candidates }: ComposeVersion): string => (candidates.includes('docker-compose-v2') && !candidates.includes('docker-compose-plugin') ? 'docker-compose-v2' : 'docker-compose-plugin');
