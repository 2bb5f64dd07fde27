import type { Inputs } from './inputs';
import { filePorts } from './published-ports';
import { wantedServices } from './wanted-services';

/** Made in this file alone, so that nothing that a server tells passes for one. */
export type ContainerWord = string & { readonly madeOf: 'what the files name' };

/**
 * What stands for a service's container in a command that a remedy shows: the name that the compose files give it, else a question
 * to Docker by Compose's label. The first of `services` that the files know counts.
 */
export function containerWord(services: readonly [string, ...string[]], inputs: Inputs): ContainerWord {
  const known = services.flatMap((name) => wantedServices(inputs)?.find((each) => each.name === name) ?? [])[0];
  const service = known?.name ?? services[0];
  if (isContainerName(known?.container ?? '')) return (known?.container ?? '') as ContainerWord;
  return (isContainerName(service) ? `$(docker ps --all --quiet --filter label=com.docker.compose.service=${service})` : 'CONTAINER') as ContainerWord;
}

/** The same of the service that publishes a port. */
export function publisherWord(port: number, inputs: Inputs): ContainerWord {
  const service = filePorts(inputs).find((each) => each.port === port)?.service;
  return service === undefined ? `$(docker ps --quiet --filter publish=${port})` as ContainerWord : containerWord([service], inputs);
}

/** The command that shows what a service's container said last. */
export const logsCommand = (word: ContainerWord): string => `"docker logs -n 1000 ${word}"`;

/** The same of a container by its name, as the server tells it: only a name gets into the command. */
export const logsCommandOfName = (name: string): string => `"docker logs -n 1000 ${isContainerName(name) ? name : 'CONTAINER'}"`;

/** As Docker lets containers be named; no other word becomes part of a command that is shown, whoever told it. */
const isContainerName = (name: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/.test(name);
