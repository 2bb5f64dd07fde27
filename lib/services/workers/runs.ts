import type { RunStep } from '@/lib/contract/run';
import type { Work } from '../work';
import { startRunWorker, type RunWorker } from './run-worker';

/** The workers of all open runs of this process. */
export interface Runs {
  /** Starts the run's worker, or wakes it. */
  take(runId: string, serverId: string): void;
  /** Wakes the workers of a server's runs: its profile changed. */
  wake(serverId: string): void;
  /** Figures of the running step. */
  bars(runId: string): RunStep['bars'];
  /** Reconciles every open run, at the console's start. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export function createRuns(getWork: () => Work): Runs {
  const workers = new Map<string, { serverId: string; worker: RunWorker }>();
  let isStopped = false;

  function take(runId: string, serverId: string): void {
    if (isStopped) return;
    const known = workers.get(runId);
    if (known) return known.worker.wake();
    const worker = startRunWorker(getWork(), runId);
    workers.set(runId, { serverId, worker });
    void worker.done.finally(() => workers.delete(runId));
  }

  return {
    take,
    wake(serverId) {
      for (const each of workers.values()) if (each.serverId === serverId) each.worker.wake();
    },
    bars: (runId) => workers.get(runId)?.worker.bars() ?? [],
    async resume() {
      for (const run of await getWork().repositories.runs.open()) if (run.serverId !== null) take(run.id, run.serverId);
    },
    async stop() {
      isStopped = true;
      const all = [...workers.values()].map(({ worker }) => worker);
      for (const worker of all) worker.stop();
      await Promise.all(all.map((worker) => worker.done));
    },
  };
}
