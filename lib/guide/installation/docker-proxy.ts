import { secret } from '@/lib/core/secret';
import { count, seconds } from '@/lib/core/units';
import { docker } from '@/lib/facts/docker';
import { file } from '@/lib/facts/file';
import { containers } from '@/lib/facts/containers';
import { receipt, receiptPath } from '@/lib/facts/receipt';
import { install, sudo } from '@/lib/shell/command';
import { withAddress } from '../address-password';
import { step } from '../define';
import { contentHash } from '../hash';
import type { Inputs } from '../inputs';
import { leaveReceipt } from '../receipt-command';

const directory = '/etc/systemd/system/docker.service.d';
const dropIn = `${directory}/http-proxy.conf`;
/** systemd reads only *.conf there; this one it reads because the drop-in names it. */
const values = `${directory}/http-proxy.env`;
const dropInText = `[Service]\nEnvironmentFile=${values}\n`;

export const dockerProxy = step({
  id: 'installation/docker-proxy',
  guide: null,
  title: 'Docker pulls through the proxy',
  why: 'The Docker daemon fetches images itself and knows nothing of the proxy in your shell.',
  departure: "The guide does not speak of proxies. Done only when the settings name one. Docker's page writes the address into the unit, where every user of the server can read its password by \"systemctl show docker\"; here it stands in a file that only root reads.",
  usually: seconds(10),
  needs: () => ({ dropIn: file(dropIn), values: file(values), docker, containers, receipt: receipt('docker-proxy') }),
  notNeeded: (_facts, { settings }) => (valuesText(settings) === '' ? 'The settings name no proxy.' : null),
  plan({ dropIn: unit, values: actual, docker, receipt }, { settings }) {
    const wanted = valuesText(settings);
    // Only what was laid down here is taken away: a drop-in of another kind is the operator's own.
    if (wanted === '') return unit?.content === dropInText ? removal : [];
    const known = docker?.engine;
    // Docker masks the login in what it tells: the receipt says with which values it was started last.
    const loaded = known !== undefined && (settings.dockerHttpProxy === '') === (known.httpProxy === '') && (settings.dockerHttpsProxy === '') === (known.httpsProxy === '') && known.noProxy === noProxy(settings);
    const isPrivate = actual?.mode === 0o600 && actual.ownerName === 'root:root';
    const isLoaded = unit?.content === dropInText && actual?.content === wanted && loaded && receipt === contentHash(wanted);
    if (isLoaded && isPrivate) return [];
    const write = install(values, withAddress(wanted, settings.dockerHttpProxy, settings.dockerHttpsProxy), { mode: 0o600, why: 'What the daemon is told about the proxy, for root alone' });
    if (isLoaded) return [write];
    return [
      sudo(['install', '-d', '-m', '0755', directory], { why: 'The place for what is added to a unit' }),
      write,
      install(dropIn, dropInText, { why: 'Names that file to the unit' }),
      sudo(['systemctl', 'daemon-reload'], { why: 'systemd reads the drop-in' }),
      sudo(['systemctl', 'restart', 'docker'], { effect: 'restarts', why: 'The daemon starts anew with the proxy' }),
      leaveReceipt('docker-proxy', secret(contentHash(wanted)), 'Remembers with which values it was started'),
    ];
  },
  restarts: ({ containers }) => [`Docker restarts, and with it ${count((containers ?? []).filter(({ state }) => state === 'running').length, 'running container')}.`],
});

const removal = [
  sudo(['rm', '-f', '--', dropIn, values, receiptPath('docker-proxy')], { why: 'The settings name no proxy any more' }),
  sudo(['systemctl', 'daemon-reload'], { why: 'systemd forgets the drop-in' }),
  sudo(['systemctl', 'restart', 'docker'], { effect: 'restarts', why: 'The daemon starts anew without the proxy' }),
];

/** ClearML's containers speak to each other by name; those names must not go through the proxy. */
const noProxy = ({ dockerNoProxy }: Inputs['settings']): string => (dockerNoProxy === '' ? 'localhost,127.0.0.1' : dockerNoProxy);

/** A file of systemd.exec(5), EnvironmentFile=: in double quotes only backslash and quote mean something. */
function valuesText(settings: Inputs['settings']): string {
  if (settings.dockerHttpProxy === '' && settings.dockerHttpsProxy === '') return '';
  const line = (name: string, value: string) => (value === '' ? '' : `${name}="${value.replace(/["\\]/g, '\\$&')}"\n`);
  return `${line('HTTP_PROXY', settings.dockerHttpProxy)}${line('HTTPS_PROXY', settings.dockerHttpsProxy)}${line('NO_PROXY', noProxy(settings))}`;
}
