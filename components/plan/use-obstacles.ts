'use client';
import { useVerb } from '@/components/api/use-verb';
import { connectionObstacles, inputObstacles, preflightObstacles, type Obstacle } from '@/lib/contract/obstacle';

/** What stands in the way before a plan is made. `ready` false: not all of it is known yet. */
export function useObstacles(server: string): { ready: boolean; inputs: Obstacle[]; preflight: Obstacle[] } {
  const { data: profile } = useVerb('server.get', { server });
  const { data: materials } = useVerb('materials.get', { server });
  const { data: settings } = useVerb('settings.get', { server });
  const { data: preflight } = useVerb('preflight.get', { server });
  return {
    ready: Boolean(profile && materials && settings && preflight),
    inputs: profile && materials && settings ? [...connectionObstacles(profile), ...inputObstacles({ materials, settings })] : [],
    preflight: preflight ? preflightObstacles(preflight) : [],
  };
}
