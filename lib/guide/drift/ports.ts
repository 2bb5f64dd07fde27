import { minutes } from '@/lib/core/units';
import { projectContainers, type PublishedPort } from '@/lib/facts/project-containers';
import { compose } from '../compose-command';
import { disksAreThere } from '../disks-are-there';
import { driftProbe } from '../drift-probe';
import { wereInstalled } from '../installed-hashes';
import { wantedServices } from '../wanted-services';

export const portsDrift = driftProbe({
  id: 'drift/ports',
  guide: null,
  title: 'The services publish the ports of the compose files',
  every: minutes(5),
  needs: ({ layout }) => ({ containers: projectContainers(layout.base) }),
  changes: ({ containers = [] }, inputs, installed) => containers.filter(({ state }) => state === 'running').flatMap(({ service, ports }) => {
    if (!wereInstalled(inputs, installed).files) return [];
    const wanted = wantedServices(inputs)?.find(({ name }) => name === service)?.ports ?? null;
    return wanted === null || list(wanted) === list(ports) ? [] : [{ item: service, wanted: `published at ${list(wanted)}`, actual: `published at ${list(ports)}`, parts: onlyIn(wanted, ports) }];
  }),
  repair: { title: 'Make the containers anew as the files say', plan: (_facts, inputs) => [disksAreThere, compose(inputs, ['up', '-d'], { effect: 'restarts', why: 'Replaces each container that is otherwise than the files on the server say' })] },
});

const nameOf = ({ address, port }: PublishedPort): string => (address === '' ? String(port) : `${address.includes(':') ? `[${address}]` : address}:${port}`);
const list = (ports: readonly PublishedPort[]): string => ports.map(nameOf).join(', ') || 'no port';

/** Those that are missing, and those that are too many. */
function onlyIn(wanted: readonly PublishedPort[], actual: readonly PublishedPort[]): string[] {
  const [here, there] = [new Set(wanted.map(nameOf)), new Set(actual.map(nameOf))];
  return [...[...here].filter((port) => !there.has(port)).map((port) => `without ${port}`), ...[...there].filter((port) => !here.has(port)).map((port) => `with ${port}`)];
}
