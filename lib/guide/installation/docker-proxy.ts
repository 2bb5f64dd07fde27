import { seconds } from '@/lib/core/units';
import { docker } from '@/lib/facts/docker';
import { file } from '@/lib/facts/file';
import { containers } from '@/lib/facts/containers';
import { count } from '@/lib/core/units';
import { install, sudo } from '@/lib/shell/command';
import { withAddress } from '../address-password';
import { step } from '../define';
import type { Inputs } from '../inputs';

const directory = '/etc/systemd/system/docker.service.d';
const dropIn = `${directory}/http-proxy.conf`;

export const dockerProxy = step({
  id: 'installation/docker-proxy',
  guide: null,
  title: 'Docker pulls through the proxy',
  why: 'The Docker daemon fetches images itself and knows nothing of the proxy in your shell.',
  departure: 'The guide does not speak of proxies. Done only when the settings name one.',
  usually: seconds(10),
  needs: () => ({ dropIn: file(dropIn), docker, containers }),
  plan({ dropIn: actual, docker }, { settings }) {
    const wanted = dropInText(settings);
    if (wanted === '') return [];
    const known = docker?.engine;
    // Docker masks a password in what it tells, so only that there is a proxy can be compared.
    const loaded = known !== undefined && (settings.dockerHttpProxy === '') === (known.httpProxy === '') && (settings.dockerHttpsProxy === '') === (known.httpsProxy === '') && known.noProxy === noProxy(settings);
    if (actual?.content === wanted && loaded) return [];
    return [
      sudo(['install', '-d', '-m', '0755', directory], { why: 'The place for what is added to a unit' }),
      install(dropIn, withAddress(wanted, settings.dockerHttpProxy, settings.dockerHttpsProxy), { mode: 0o600, why: 'What the daemon is told about the proxy' }),
      sudo(['systemctl', 'daemon-reload'], { why: 'systemd reads the file' }),
      sudo(['systemctl', 'restart', 'docker'], { effect: 'restarts', why: 'The daemon starts anew with the proxy' }),
    ];
  },
  restarts: ({ containers }) => [`Docker, and with it ${count((containers ?? []).filter(({ state }) => state === 'running').length, 'running container')}`],
});

/** ClearML's containers speak to each other by name; those names must not go through the proxy. */
const noProxy = ({ dockerNoProxy }: Inputs['settings']): string => (dockerNoProxy === '' ? 'localhost,127.0.0.1' : dockerNoProxy);

function dropInText(settings: Inputs['settings']): string {
  if (settings.dockerHttpProxy === '' && settings.dockerHttpsProxy === '') return '';
  // "%" begins a specifier in a unit, and quotes end the value (systemd.exec(5), Environment=).
  const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%');
  const line = (name: string, value: string) => (value === '' ? '' : `Environment="${name}=${escaped(value)}"\n`);
  return `[Service]\n${line('HTTP_PROXY', settings.dockerHttpProxy)}${line('HTTPS_PROXY', settings.dockerHttpsProxy)}${line('NO_PROXY', noProxy(settings))}`;
}
