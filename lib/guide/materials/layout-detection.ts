import type { LayoutId } from '@/lib/contract/materials';
import type { ComposeFile } from './compose-file';
import type { MergedService } from './compose-merge';

/** In the paths and names of every service since 3.29; the other two may have been added by hand to an older file. */
const telling = ['CLEARML_ROOT', 'CONTAINER_PREFIX'];
const hinting = ['TASK_ROUTER_TOKEN_SECRET', 'DOCKER_GID'];

/** Which server generation the files belong to, and what says so. null: nothing says it. */
export function detectLayout(compose: ComposeFile | null, services: readonly MergedService[], constants: ReadonlyMap<string, string>): { layout: LayoutId | null; reason: string } {
  if (!compose && constants.size === 0) return { layout: null, reason: 'The layout is read from docker-compose.yml and constants.env.' };
  const asked = (names: readonly string[]) => names.filter((name) => compose?.uses.some((use) => use.name === name));
  const since = (names: readonly string[]) => ({ layout: 'v3.29' as const, reason: `docker-compose.yml uses ${list(names)}, which came with version 3.29.` });
  if (asked(telling).length > 0) return since(asked(telling));
  const mounts = services.flatMap((service) => service.mounts);
  const allegro = mounts.find((mount) => /^\/opt\/allegro(?:\/|$)/.test(mount));
  if (allegro) return { layout: 'guide', reason: `docker-compose.yml mounts ${allegro.slice(0, 120)}, as the guide's directories are named.` };
  const container = services.find((service) => service.containerName?.startsWith('allegro-'));
  if (container) return { layout: 'guide', reason: `The container ${container.containerName?.slice(0, 80)} is named as in the guide.` };
  const open = services.find((service) => /^(?:docker\.io\/)?(?:clearml\/server|allegroai\/clearml)(?:[:@]|$)/.test(service.image ?? ''));
  const clearml = mounts.find((mount) => /^\/opt\/clearml(?:\/|$)/.test(mount));
  if (open) return { layout: 'oss', reason: `The service ${open.name.slice(0, 80)} uses ${open.image}, the image of the open-source server.` };
  if (clearml && services.some((service) => service.name === 'apiserver')) return { layout: 'oss', reason: `docker-compose.yml mounts ${clearml.slice(0, 120)}, as the open-source server does.` };
  if (asked(hinting).length > 0) return since(asked(hinting));
  if (!compose) {
    const set = [...telling, ...hinting].filter((name) => constants.has(name));
    if (set.length > 0) return { layout: 'v3.29', reason: `constants.env sets ${list(set)}, which came with version 3.29.` };
  }
  return { layout: null, reason: 'Nothing in the files says which layout they belong to; choose it.' };
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
