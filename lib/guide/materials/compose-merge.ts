import type { ComposeFile, ComposePort, ComposeServiceFacts, EnvironmentItem } from './compose-file';
import { child } from './yaml-tree';

export interface MergedService {
  readonly name: string;
  readonly image: string | null;
  /** As written in the file that counts. */
  readonly imageText: string | null;
  readonly containerName: string | null;
  readonly ports: readonly ComposePort[];
  readonly mounts: readonly string[];
  readonly environment: ReadonlyMap<string, EnvironmentItem>;
  readonly hasBuild: boolean;
  readonly profiles: readonly string[];
}

/**
 * The services of both files together, by Compose's rules: image and container name replaced, ports put together
 * (unless the override says `!override` or `!reset`, Compose 2.24.4), mounts merged by their place in the container, environment by name.
 */
export function mergeCompose(main: ComposeFile | null, override: ComposeFile | null): MergedService[] {
  const names = new Set([...(main?.services.keys() ?? []), ...(override?.services.keys() ?? [])]);
  return [...names].map((name) => {
    const [one, other] = [main?.services.get(name), override?.services.get(name)];
    const mounts = new Map([...(one?.mounts ?? []), ...(other?.mounts ?? [])].map((mount) => [mount.target, mount.source]));
    return {
      name,
      image: other?.image ?? one?.image ?? null,
      imageText: other?.imageText ?? one?.imageText ?? null,
      containerName: other?.containerName ?? one?.containerName ?? null,
      ports: mergePorts(one?.ports ?? [], other),
      mounts: [...new Set(mounts.values())],
      environment: new Map([...(one?.environment ?? []), ...(other?.environment ?? [])]),
      hasBuild: Boolean(one?.hasBuild || other?.hasBuild),
      profiles: other?.profiles.length ? other.profiles : (one?.profiles ?? []),
    };
  });
}

function mergePorts(main: readonly ComposePort[], override: ComposeServiceFacts | undefined): readonly ComposePort[] {
  const tag = child(override?.tree, 'ports')?.tag;
  if (tag === '!reset') return [];
  return [...(tag === '!override' ? [] : main), ...(override?.ports ?? [])];
}

/** Image references that `docker compose pull` would fetch: of services that start by default, each once, sorted. */
export function pulledImages(services: readonly MergedService[]): string[] {
  return [...new Set(services.flatMap((service) => (service.image && service.profiles.length === 0 ? [service.image] : [])))].sort();
}
