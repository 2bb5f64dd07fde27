import type { PublishedPort } from '@/lib/facts/project-containers';
import type { Inputs } from './inputs';
import { readCompose, type ComposeFile } from './materials/compose-file';
import { mergeCompose } from './materials/compose-merge';
import { parseEnv } from './materials/env-file';
import { child, textOf } from './materials/yaml-tree';

export interface WantedService {
  readonly name: string;
  /** The name that the files give its container; null: Compose chooses one. */
  readonly container: string | null;
  /** It may end well: nothing starts it again then. */
  readonly isOnce: boolean;
  /** What the files publish; null when that is not plain numbers. */
  readonly ports: readonly PublishedPort[] | null;
}

/** Several rules of one check ask, and each cycle again. */
const known = new WeakMap<Inputs['files'], readonly WantedService[] | null>();

/**
 * The services that Compose starts from the supplied files, by name; null when no compose file was supplied or it can't be
 * read. Compose on the server has the last word, and is asked by the install; here a cheap answer is wanted often.
 */
export function wantedServices({ files }: Pick<Inputs, 'files'>): readonly WantedService[] | null {
  const before = known.get(files);
  if (before !== undefined) return before;
  const found = readServices(files);
  known.set(files, found);
  return found;
}

function readServices(files: Inputs['files']): readonly WantedService[] | null {
  if (files.compose === null) return null;
  const constants = parseEnv(files.constants?.reveal() ?? '').values;
  const lookup = (name: string) => constants.get(name);
  const main = readCompose(files.compose.reveal(), lookup);
  const override = files.override === null ? null : readCompose(files.override.reveal(), lookup);
  if (main.tree === null) return null;
  return mergeCompose(main, override).flatMap(({ name, profiles, ports, containerName }) => {
    const key = (...path: string[]) => lastText(name, path, override, main);
    if (profiles.length > 0 || key('scale') === '0' || key('deploy', 'replicas') === '0') return [];
    return [{ name, container: containerName, isOnce: ['', 'no', 'on-failure'].includes((key('restart') ?? '').replace(/:\d+$/, '')), ports: readPorts(ports.map(({ text }) => text)) }];
  });
}

/** What the override says of a service, else the main file. */
function lastText(service: string, path: readonly string[], ...read: readonly (ComposeFile | null)[]): string | null {
  for (const file of read) {
    const text = textOf(child(file?.services.get(service)?.tree, ...path));
    if (text !== null) return text;
  }
  return null;
}

/** `8080:80`, `127.0.0.1:8080:80/tcp`; UDP is not compared. A range, or a port of Docker's choice, is not told here. */
function readPorts(texts: readonly string[]): readonly PublishedPort[] | null {
  const found: PublishedPort[] = [];
  for (const text of texts) {
    if (text.endsWith('/udp') || text.endsWith('/sctp')) continue;
    const match = /^(?:\[?([\da-f.:]*?)\]?:)?(\d{1,5}):\d{1,5}(?:\/tcp)?$/i.exec(text);
    if (match === null) return null;
    const address = match[1] ?? '';
    found.push({ address: ['0.0.0.0', '::'].includes(address) ? '' : address, port: Number(match[2]) });
  }
  return [...new Map(found.map((each) => [`${each.address} ${each.port}`, each])).values()].sort((one, other) => one.port - other.port || one.address.localeCompare(other.address));
}
