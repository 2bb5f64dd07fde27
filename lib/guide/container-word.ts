import { quote } from '@/lib/shell/quote';
import type { Inputs } from './inputs';
import { filePorts } from './published-ports';
import { wantedServices } from './wanted-services';

/**
 * What stands for a service's container, running or not, in a command that a remedy shows: the name that the compose files give
 * it, else a question to Docker by Compose's labels. The first of `services` that the files know counts.
 */
export const containerWord = (services: readonly [string, ...string[]], inputs: Inputs): ContainerWord => wordOf(services, inputs, '--all --quiet') as ContainerWord;

/** The same for "docker restart" and "docker exec": Docker is asked only for what runs, for a restart would start the rest. */
export const runningWord = (services: readonly [string, ...string[]], inputs: Inputs): string => wordOf(services, inputs, '--quiet');

/** As `containerWord`, of the service that publishes a port. */
export function publisherWord(port: number, inputs: Inputs): ContainerWord {
  const service = filePorts(inputs).find((each) => each.port === port)?.service;
  return service === undefined ? `$(docker ps --quiet --filter publish=${port})` as ContainerWord : containerWord([service], inputs);
}

/** The command that shows what a service's container said last. */
export const logsCommand = (word: ContainerWord): string => `"docker logs -n 1000 ${word}"`;

/** The same of a container by its name, as the server tells it: only a name gets into the command. */
export const logsCommandOfName = (name: string): string => `"docker logs -n 1000 ${isContainerName(name) ? name : 'CONTAINER'}"`;

/** Made in this file alone, so that nothing that a server tells passes for one. */
type ContainerWord = string & { readonly madeOf: 'what the files name' };

/** Only of the project in the layout's directory: others on the machine have a redis, too. */
function wordOf(services: readonly [string, ...string[]], inputs: Inputs, options: string): string {
  const known = services.flatMap((name) => wantedServices(inputs)?.find((each) => each.name === name) ?? [])[0];
  const service = known?.name ?? services[0];
  if (isContainerName(known?.container ?? '')) return known?.container ?? '';
  if (!isContainerName(service)) return 'CONTAINER';
  const labels = [`project.working_dir=${inputs.layout.base}`, `service=${service}`, 'oneoff=False'];
  return `$(docker ps ${options} ${labels.map((label) => `--filter ${quote(`label=com.docker.compose.${label}`)}`).join(' ')})`;
}

/** As Docker lets containers be named; no other word becomes part of a command that is shown, whoever told it. */
const isContainerName = (name: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/.test(name);
