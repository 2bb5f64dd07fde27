'use client';
import type { Problem } from '@/components/api/problem';
import { useVerb } from '@/components/api/use-verb';
import { connectionObstacles, inputObstacles, preflightObstacles, type Obstacle } from '@/lib/contract/obstacle';

export interface Obstacles {
  /** False: not all of it is known yet. */
  ready: boolean;
  /** Without these a plan would be of something else. */
  inputs: Obstacle[];
  preflight: Obstacle[];
  problem: Problem | null;
}

/** What stands in the way before a plan is made. */
export function useObstacles(server: string): Obstacles {
  const profile = useVerb('server.get', { server });
  const materials = useVerb('materials.get', { server });
  const settings = useVerb('settings.get', { server });
  const preflight = useVerb('preflight.get', { server });
  return {
    ready: Boolean(profile.data && materials.data && settings.data && preflight.data),
    inputs: [
      ...(profile.data ? connectionObstacles(profile.data) : []),
      ...(materials.data && settings.data ? inputObstacles({ materials: materials.data, settings: settings.data }) : []),
    ],
    preflight: preflight.data ? preflightObstacles(preflight.data) : [],
    problem: profile.error ?? materials.error ?? settings.error ?? preflight.error,
  };
}
