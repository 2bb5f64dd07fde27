import type { Services } from '../types';

export interface Workers {
  /** Stops following and asking; what runs on servers goes on there and is reconciled at the next start. */
  stop(): Promise<void>;
}

/** Starts the long-lived workers. Called once by server.ts, before it listens. */
export async function startWorkers(_services: Services): Promise<Workers> {
  return Promise.resolve({ stop: () => Promise.resolve() });
}
