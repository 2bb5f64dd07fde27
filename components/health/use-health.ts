'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { Problem } from '@/components/api/problem';
import type { Connection } from '@/components/api/socket';
import { useTopic } from '@/components/api/use-topic';
import { pollVerbs, setVerbData, useVerb, verbKey } from '@/components/api/use-verb';
import type { Health } from '@/lib/contract/health';

/** What is stale is told with the answer, so it is asked for again even when nothing new is told. */
const everyMinute = 60_000;

/** The health of one server, as the socket brings it, or by asking where there is none. */
export function useHealth(server: string, enabled = true): { health: Health | null; problem: Problem | null; isPending: boolean; connection: Connection } {
  const client = useQueryClient();
  const query = useVerb('health.get', { server }, { enabled, every: everyMinute });
  const connection = useTopic(enabled ? { kind: 'server', server } : null, {
    health: (next) => {
      if (next.server === server) setVerbData(client, 'health.get', { server }, next);
    },
  }, { poll: () => pollVerbs(client, verbKey('health.get', { server })) });
  return { health: query.data ?? null, problem: query.error, isPending: enabled && query.isPending, connection };
}
