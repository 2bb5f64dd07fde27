import type { Container } from '@/lib/facts/containers';

/** The containers of the Compose project that lies in `base`. */
export function containersOf(base: string, containers: readonly Container[] | undefined): readonly Container[] {
  return (containers ?? []).filter((container) => container.directory === base);
}

/** Running containers that `previous.sh` stops with what lies in `base`: of its project, or with a mount from it. */
export function runningFrom(base: string, containers: readonly Container[] | undefined): readonly Container[] {
  const isInside = (path: string) => path === base || path.startsWith(`${base}/`);
  return (containers ?? []).filter(({ state, directory, sources = [] }) => (state === 'running' || state === 'restarting' || state === 'paused') && (directory === base || sources.some(isInside)));
}

/** Running containers that are not of the project in `base`. */
export function otherContainers(base: string, containers: readonly Container[] | undefined): readonly Container[] {
  return (containers ?? []).filter((container) => container.directory !== base && container.state === 'running');
}
