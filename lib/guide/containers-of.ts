import type { Container } from '@/lib/facts/containers';

/** The containers of the Compose project that lies in `base`. */
export function containersOf(base: string, containers: readonly Container[] | undefined): readonly Container[] {
  return (containers ?? []).filter((container) => container.directory === base);
}

/** Running containers that are not of the project in `base`. */
export function otherContainers(base: string, containers: readonly Container[] | undefined): readonly Container[] {
  return (containers ?? []).filter((container) => container.directory !== base && container.state === 'running');
}
