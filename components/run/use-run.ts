'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { callVerb } from '@/components/api/call-verb';
import type { Problem } from '@/components/api/problem';
import type { Connection } from '@/components/api/socket';
import { useTopic } from '@/components/api/use-topic';
import { pollVerbs, setVerbData, useVerb, verbKey } from '@/components/api/use-verb';
import type { Run, RunSummary } from '@/lib/contract/run';
import { LogModel } from './log-model';

export interface LiveRun {
  run: Run | undefined;
  problem: Problem | null;
  log: LogModel;
  /** True until the journal of before is here. */
  loading: boolean;
  connection: Connection;
}

const pageSize = 5000;
const summaryOf = ({ steps: _steps, ...summary }: Run): RunSummary => summary;

/** One run with its journal: history by REST, then live by the socket under the same cursor; without a socket, REST again. */
export function useRun(id: string, initial?: Run): LiveRun {
  const client = useQueryClient();
  const [log] = useState(() => new LogModel());
  const [loading, setLoading] = useState(true);
  const filling = useRef<Promise<void> | null>(null);
  const { data: run, error } = useVerb('run.get', { run: id }, initial ? { initial } : {});

  /** Asks REST until nothing is missing. One at a time: a second caller waits for the first. */
  const fill = useCallback(() => {
    filling.current ??= (async () => {
      try {
        for (;;) {
          const page = await callVerb('run.lines', { run: id, after: log.cursor, limit: pageSize });
          log.takePage(page.lines);
          if (page.lines.length < pageSize || log.cursor >= page.lastSeq) break;
        }
      } catch {
        // No answer: the next batch, the next poll or the reconnected socket asks again.
      } finally {
        filling.current = null;
        setLoading(false);
      }
    })();
    return filling.current;
  }, [id, log]);

  useEffect(() => void fill(), [fill]);

  const connection = useTopic(loading ? null : { kind: 'run', run: id, after: 0 }, {
    lines: (batch) => {
      if (batch.run === id && log.take(batch.lines) === 'gap') void fill();
    },
    run: (next) => {
      if (next.id !== id) return;
      setVerbData(client, 'run.get', { run: id }, next);
      // Lists that hold this run show the same state at once.
      client.setQueriesData<RunSummary[]>({ queryKey: ['run.list'] }, (runs) => runs?.map((run) => (run.id === id ? { ...run, ...summaryOf(next) } : run)));
    },
  }, {
    after: () => log.cursor,
    poll: () => Promise.all([fill(), pollVerbs(client, verbKey('run.get', { run: id }))]),
  });

  return { run, problem: error, log, loading, connection };
}

/** The number of lines held, told anew when it grows. */
export function useLogVersion(log: LogModel): number {
  return useSyncExternalStore(log.subscribe, () => log.version, () => 0);
}
