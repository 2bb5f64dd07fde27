import type { ProxyPlace, SecurityFiles } from '@/lib/contract/proxy';
import { ownPorts, standingOf } from '../exposure';
import type { Inputs } from '../inputs';
import { openlyPublished } from '../published-ports';
import { caddy } from './caddy';
import { closedPortsPath, closedPortsService, closedPortsUnit } from './closed-ports';
import { nginx } from './nginx';
import { proxySource } from './source';
import { traefik } from './traefik';

/** What the page Security shows: ready for this server's names and ports. Pure; `proxyAddress` empty: not known. `bridges`: as the server told them last. */
export function securityFilesOf(inputs: Inputs, place: ProxyPlace, proxyAddress: string, bridges: readonly string[]): SecurityFiles {
  const source = proxySource(inputs, place);
  const { access } = inputs.settings;
  return {
    sentence: access.kind === 'http'
      ? 'ClearML is reached over plain HTTP, which the guide does not recommend.'
      : `ClearML is reached over TLS, at ${access.app}, ${access.api} and ${access.files}.`,
    names: access.kind === 'http' ? null : { app: access.app, api: access.api, files: access.files },
    proxies: source === null ? [] : [nginx(source), caddy(source), traefik(source)],
    firewall: firewallOf(inputs, place, proxyAddress, bridges),
  };
}

function firewallOf(inputs: Inputs, place: ProxyPlace, proxyAddress: string, bridges: readonly string[]): SecurityFiles['firewall'] {
  const isTls = inputs.settings.access.kind === 'tls';
  const own = ownPorts(inputs);
  const areOwnClosed = isTls && (place === 'server' || proxyAddress !== '');
  const published = openlyPublished(inputs).filter((port) => standingOf(port, inputs) === 'open');
  const ports = [...new Set([...published, ...(areOwnClosed ? own : [])])].sort((a, b) => a - b);
  const through = { addresses: place === 'elsewhere' && proxyAddress !== '' ? [proxyAddress] : [], ports: own, bridges };
  const commands = ['systemctl daemon-reload', `systemctl enable ${closedPortsService}`, `systemctl restart ${closedPortsService}`];
  return {
    ports,
    note: noteOf(ports, isTls && !areOwnClosed),
    file: ports.length === 0 ? null : { path: closedPortsPath, text: closedPortsUnit(ports, through) },
    commands: ports.length === 0 ? [] : commands,
    undo: ports.length === 0 ? [] : [`systemctl disable --now ${closedPortsService}`],
  };
}

function noteOf(ports: readonly number[], isProxyUnknown: boolean): string {
  const proxy = isProxyUnknown ? ' Enter the address of the proxy to close ClearML\'s own three ports to everybody else.' : '';
  if (ports.length === 0) return `The supplied files publish no other port than the allowed ones.${proxy}`;
  return `Docker publishes its ports past ufw, so these rules stand in Docker's own chain DOCKER-USER; over IPv6 also in INPUT, since Docker's own proxy answers there. They close ${ports.join(', ')} to others at each boot, before Docker starts. SSH, the server itself and its containers are not affected.${proxy}`;
}
