'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { Problem } from '@/components/api/problem';
import type { Connection } from '@/components/api/socket';
import { useTopic } from '@/components/api/use-topic';
import { pollVerbs, setVerbData, useVerb, verbKey } from '@/components/api/use-verb';
import { queryVerbs } from '@/components/api/query-verbs';
import { failedAcceptance } from '@/components/health/failed-acceptance';
import { useLastTest } from '@/components/servers/last-test';
import type { Checkup } from '@/lib/contract/finding';
import type { WizardData } from './stages';

export interface Wizard {
  data: WizardData;
  /** Everything that the stages' states are told from has been asked. */
  ready: boolean;
  problem: Problem | null;
  connection: Connection;
}

const ofServer = queryVerbs.filter((verb) => /^(server\.get|materials|settings|preflight|plan\.get|run\.list|verification|record)/.test(verb));

/** Asks for everything that the wizard of a server shows beside its stages, and keeps it fresh by the socket. */
export function useWizard(server: string): Wizard {
  const client = useQueryClient();
  const test = useLastTest(server);
  const queries = {
    server: useVerb('server.get', { server }),
    materials: useVerb('materials.get', { server }),
    settings: useVerb('settings.get', { server }),
    preflight: useVerb('preflight.get', { server }),
    plan: useVerb('plan.get', { server }),
    runs: useVerb('run.list', { server, limit: 20 }),
    verification: useVerb('verification.get', { server }),
  };
  const refresh = (verb: (typeof ofServer)[number]) => client.invalidateQueries({ queryKey: [verb] });
  const connection = useTopic({ kind: 'server', server }, {
    checkup: (update) => {
      if (update.server !== server) return;
      const verb = update.checkup.kind === 'preflight' ? 'preflight.get' : 'verification.get';
      const isKnown = client.getQueryData<Checkup>(verbKey(verb, { server }))?.endedAt === update.checkup.endedAt;
      setVerbData(client, verb, { server }, update.checkup);
      if (update.checkup.state !== 'done' || isKnown) return;
      void refresh('settings.get'); // the disks as found
      void refresh('server.get'); // when it last answered
    },
    server: (next) => {
      if (next.name !== server) return;
      setVerbData(client, 'server.get', { server }, next);
      void refresh('run.list');
    },
  }, { poll: () => pollVerbs(client, ...ofServer.map((verb) => [verb])) });

  const all = Object.values(queries);
  return {
    data: {
      server: queries.server.data ?? null,
      test,
      materials: queries.materials.data ?? null,
      settings: queries.settings.data ?? null,
      preflight: queries.preflight.data ?? null,
      plan: queries.plan.data ?? null,
      run: queries.runs.data?.find((run) => run.kind === 'install') ?? null,
      failedTest: failedAcceptance(queries.runs.data ?? []),
      verification: queries.verification.data ?? null,
    },
    ready: all.every((query) => !query.isPending),
    problem: queries.server.error,
    connection,
  };
}

/** Asks again what depends on the wizard's inputs: called after a stage saved something. */
export function useInputsChanged(server: string): () => void {
  const client = useQueryClient();
  return () => {
    for (const verb of ['preflight.get', 'plan.get', 'settings.get', 'materials.get', 'server.get'] as const) void client.invalidateQueries({ queryKey: verbKey(verb, { server }) });
  };
}
