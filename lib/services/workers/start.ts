import type { Services } from '../types';
import { workOf } from '../work';
import { startConsoleBackups } from './console-backups';

export interface Workers {
  /** Stops following and asking; what runs on servers goes on there and is reconciled at the next start. */
  stop(): Promise<void>;
}

/** Starts the long-lived workers. Called once by server.ts, before it listens. */
export async function startWorkers({ resources }: Pick<Services, 'resources'>): Promise<Workers> {
  const work = workOf(resources);
  await work.checkups.closeUnfinished();
  await work.runs.resume();
  await work.teller.start();
  await work.watcher.start();
  work.backupScheduler.start();
  const consoleBackups = startConsoleBackups(resources);
  return {
    async stop() {
      work.spaces.stop();
      // Before the runs: it begins some.
      await work.backupScheduler.stop();
      await Promise.all([work.runs.stop(), work.checkups.stopAll(), work.watcher.stop(), consoleBackups.stop()]);
      await work.teller.stop();
      work.connections.closeAll();
    },
  };
}
