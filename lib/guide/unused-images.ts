import { count, formatBytes } from '@/lib/core/units';
import type { StoredImage } from '@/lib/facts/image-space';
import { sudo, type Exec } from '@/lib/shell/command';
import type { Inputs } from './inputs';

/** Whether an image can go, and why in a sentence. */
export interface Fate {
  readonly canGo: boolean;
  readonly why: string;
}

const stays = (why: string): Fate => ({ canGo: false, why });

/** A repository's digests go with its last tag. Names are the server's to choose: those that a shell would not take as words are not shown as a command. */
function removing(tags: readonly string[], digests: readonly string[]): string {
  const names = [...tags, ...digests.filter((digest) => !tags.some((tag) => repositoryOf(tag) === repositoryOf(digest)))];
  return names.length <= 8 && names.every((name) => /^[\w][\w./:@-]*$/.test(name)) ? `: "docker rmi ${names.join(' ')}"` : ' with "docker rmi" and each of them';
}

/**
 * An image can go when no container, running or stopped, was made from it, and it is another version of one that the compose
 * files name: that came from ClearML's registry and can be pulled again. Whatever else is on the machine belongs to others.
 */
export function fateOf({ tags, digests, usedBy }: StoredImage, { images }: Inputs): Fate {
  if (usedBy.length > 0) return stays(`${count(usedBy.length, 'container')} ${usedBy.length === 1 ? 'uses' : 'use'} it: ${usedBy.slice(0, 3).join(', ')}${usedBy.length > 3 ? ', …' : ''}.`);
  const wanted = new Set(images.flatMap(namesOf));
  if ([...tags, ...digests].some((name) => namesOf(name).some((each) => wanted.has(each)))) return stays('The compose files name it.');
  if (images.length === 0) return stays('The console has no compose file that names images, so it does not know whether ClearML needs it.');
  if (digests.length === 0) return stays('No container uses it, but it came from no registry: it could not be pulled again.');
  // Docker's newer image store gives a digest to what was built here, too: only ClearML's own names tell that it was pulled.
  const ours = new Set(images.flatMap(namesOf).map(repositoryOf));
  if (![...tags, ...digests].flatMap(namesOf).some((name) => ours.has(repositoryOf(name)))) return stays('No container uses it, but it is none of ClearML\'s: whoever put it here may need it.');
  // By its id Docker removes only what has one name.
  if (tags.length > 1 || new Set([...tags, ...digests].map(repositoryOf)).size > 1) return stays(`No container uses it, but it has several names: remove each by hand${removing(tags, digests)}.`);
  return { canGo: true, why: 'No container uses it, and it is another version of an image of ClearML that can be pulled again.' };
}

/** Those that can go, the largest first. */
export const removable = (images: readonly StoredImage[], inputs: Inputs): readonly StoredImage[] => images.filter((image) => fateOf(image, inputs).canGo);

/** What an image is called on a page; its name is the server's to choose. */
export const titleOf = ({ id, tags, digests }: StoredImage): string => tags[0] ?? `${digests[0]?.split('@')[0] ?? ''} ${id.slice('sha256:'.length, 'sha256:'.length + 12)}`.trim();

/** Removes each by its id and without force: Docker itself refuses one that a container uses by then. */
export const removal = (images: readonly StoredImage[]): readonly Exec[] =>
  images.map((image) => sudo(['docker', 'rmi', image.id], { effect: 'destroys', why: `Removes ${titleOf(image)}: about ${formatBytes(image.bytes)}` }));

/** A reference as Docker shows it, and by its digest where it has one: "docker.io/library/redis" is "redis:latest". */
function namesOf(reference: string): string[] {
  const short = reference.replace(/^(index\.)?docker\.io\//, '').replace(/^library\//, '');
  const [name = '', digest] = short.split('@');
  if (digest !== undefined) return [`${repositoryOf(name)}@${digest}`];
  return [/:[\w.-]+$/.test(name) ? name : `${name}:latest`];
}

/** Without tag and digest; a colon before a slash is a port's. */
export const repositoryOf = (name: string): string => (name.split('@')[0] ?? '').replace(/:[\w.-]+$/, '');
