'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Problem } from '@/components/api/problem';
import type { Connection } from '@/components/api/socket';
import { useTopic } from '@/components/api/use-topic';
import { pollVerbs, setVerbData, useVerb, useVerbMutation, verbKey } from '@/components/api/use-verb';
import type { DiagnosisBrief, DiagnosisView } from '@/lib/contract/diagnosis';

const whileAsking = 5000;

interface Answers {
  /** The newest report, and what is being asked now; null: not known yet. */
  readonly view: DiagnosisView | null;
  readonly earlier: readonly DiagnosisBrief[];
  readonly problem: Problem | null;
  readonly isPending: boolean;
  readonly connection: Connection;
  readonly isStarting: boolean;
  readonly start: () => void;
}

/** Why a server is down, as the socket brings it, or by asking where there is none. */
export function useDiagnosis(server: string): Answers {
  const client = useQueryClient();
  const input = { server };
  // The word of the end may be told between the page's own question and its joining.
  const [isAsking, setIsAsking] = useState(false);
  const query = useVerb('diagnosis.get', input, { every: isAsking ? whileAsking : false });
  const list = useVerb('diagnosis.list', input);
  const asking = query.data?.asking ?? null;
  if (isAsking !== (asking !== null)) setIsAsking(asking !== null);
  const newest = query.data?.report?.id;
  useEffect(() => {
    if (newest !== undefined) void pollVerbs(client, verbKey('diagnosis.list', { server }));
  }, [client, server, newest]);
  const again = () => pollVerbs(client, verbKey('diagnosis.get', input), verbKey('diagnosis.list', input));
  const connection = useTopic({ kind: 'server', server }, {
    diagnosis: ({ server: told, asking: now, problem }) => {
      if (told !== server) return;
      if (query.data) setVerbData(client, 'diagnosis.get', input, { ...query.data, asking: now, problem });
      if (now === null) void again();
    },
  }, { poll: again });
  const start = useVerbMutation('diagnosis.start', { onSuccess: (next) => setVerbData(client, 'diagnosis.get', input, next) });
  return { view: query.data ?? null, earlier: list.data ?? [], problem: query.error ?? list.error ?? start.error, isPending: query.isPending, connection, isStarting: start.isPending, start: () => start.mutate(input) };
}
