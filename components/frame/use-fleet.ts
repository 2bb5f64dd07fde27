'use client';
import { useQueryClient } from '@tanstack/react-query';
import { pollVerbs, setVerbData, useVerb, verbKey } from '@/components/api/use-verb';
import { useTopic } from '@/components/api/use-topic';
import type { ConsoleBackupAlert } from '@/lib/contract/console-backup';
import type { RunSummary } from '@/lib/contract/run';
import type { Server } from '@/lib/contract/server';

export interface FleetData {
  user: string;
  servers: Server[];
  runs: RunSummary[];
  /** What is wrong with the backup of this console, as the page was loaded. */
  consoleBackup: ConsoleBackupAlert;
}
const runsInput = { limit: 20 };
const working: readonly RunSummary['state'][] = ['queued', 'running', 'waiting', 'cancelling'];
/** States in which an open run goes no further without a person. */
const waitsForSomebody: readonly RunSummary['state'][] = ['waiting', 'failed', 'interrupted'];

/** All servers and the work that runs, kept fresh by the socket, or by asking where there is none. */
export function useFleet(initial: FleetData) {
  const client = useQueryClient();
  const { data: servers = initial.servers } = useVerb('server.list', {}, { initial: initial.servers });
  const { data: runs = initial.runs } = useVerb('run.list', runsInput, { initial: initial.runs });
  const connection = useTopic(
    { kind: 'fleet' },
    {
      server: (server) => {
        setVerbData(client, 'server.get', { server: server.name }, server);
        // The order (worst first) is the console's to say, so the list is asked again.
        void client.invalidateQueries({ queryKey: verbKey('server.list', {}) });
      },
      run: (run) => {
        client.setQueryData<RunSummary[]>(verbKey('run.list', runsInput), (list = []) => [run, ...list.filter(({ id }) => id !== run.id)]);
      },
    },
    { poll: () => pollVerbs(client, verbKey('server.list', {}), ['run.list']) },
  );
  const isOpen = (run: RunSummary) => servers.some(({ openRunId }) => openRunId === run.id);
  return { servers, work: runs.filter((run) => working.includes(run.state)), stuck: runs.some((run) => waitsForSomebody.includes(run.state) && (run.state === 'waiting' || isOpen(run))), connection };
}
