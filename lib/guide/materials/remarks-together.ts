import type { Remark } from '@/lib/contract/materials';
import type { ComposeFile } from './compose-file';
import type { MergedService } from './compose-merge';
import { printable } from './remarks-constants';

/** Remarks that need both compose files: images, ports, services that only the override knows. */
export function togetherRemarks(main: ComposeFile | null, override: ComposeFile | null, services: readonly MergedService[]): Remark[] {
  const remarks: Remark[] = [];
  const slotOf = (service: string) => (main?.services.has(service) ? 'compose' : 'override');
  const lineOf = (service: string) => (main?.services.get(service) ?? override?.services.get(service))?.line ?? null;
  const about = (severity: Remark['severity'], rule: string, names: readonly string[], message: (list: string) => string, remedy: string | null) => {
    const [first] = names;
    if (first !== undefined) remarks.push({ severity, rule, slot: slotOf(first), line: lineOf(first), message: message(shortList(names)), remedy });
  };

  const noImage = services.filter((service) => !service.image && !service.hasBuild).map((service) => service.name);
  if (main?.tree) {
    about('error', 'no-image', noImage.filter((name) => main.services.has(name)), (list) => `No image is named for ${list}.`, 'See that docker-compose.yml and docker-compose.override.yml are not swapped.');
    about('error', 'unknown-service', noImage.filter((name) => !main.services.has(name)), (list) => `docker-compose.override.yml changes ${list}, which docker-compose.yml does not have.`, 'Mend the name, or remove it from the override.');
  }
  const broken = services.filter((service) => service.image !== null && /[:/@]$|^[:/]|\s|\/\//.test(service.image)).map((service) => service.name);
  about('error', 'image-incomplete', broken, (list) => `The image of ${list} is incomplete, because a variable in it has no value.`, 'Set the missing variable in constants.env.');
  const latest = services.filter((service) => service.image !== null && !broken.includes(service.name) && isLatest(service.image)).map((service) => service.name);
  about('warning', 'latest-tag', latest, (list) => `The image of ${list} has no fixed version ("latest"), so a later pull may bring another one.`, 'Name a version.');
  about('warning', 'build', services.filter((service) => service.hasBuild).map((service) => service.name), (list) => `${list} would be built on the server, from files that are not among the three.`, 'Name a finished image.');

  const takers = new Map<string, Set<string>>();
  for (const service of services) {
    for (const { published, text } of service.ports) {
      if (published && /^\d+$/.test(published)) takers.set(`${published}${text.endsWith('/udp') ? '/udp' : ''}`, (takers.get(`${published}${text.endsWith('/udp') ? '/udp' : ''}`) ?? new Set()).add(service.name));
    }
  }
  for (const [port, names] of [...takers].filter(([, names]) => names.size > 1).slice(0, 20)) {
    about('error', 'port-twice', [...names], (list) => `Port ${port} is published by ${list}; only one of them can have it.`, 'Give one of them another port.');
  }
  const containers = new Map<string, string[]>();
  for (const { name, containerName } of services) if (containerName) containers.set(containerName, [...(containers.get(containerName) ?? []).slice(0, 9), name]);
  for (const [container, names] of [...containers].filter(([, names]) => names.length > 1).slice(0, 20)) {
    about('error', 'container-twice', names, (list) => `The container name "${printable(container)}" is given to ${list}.`, 'Give each one a name of its own.');
  }
  return remarks;
}

function isLatest(image: string): boolean {
  if (image.includes('@')) return false;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest';
}

/** "a, b, c and 9,997 more". */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => printable(name));
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more.toLocaleString('en')} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
