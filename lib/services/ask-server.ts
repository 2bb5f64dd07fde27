import { askFacts } from '@/lib/engine/ask';
import type { ServerFact } from '@/lib/facts/fact';
import { GroundcrewError } from '@/lib/core/errors';
import type { Work } from './work';

export interface Asked {
  /** Its value. Throws GroundcrewError `remote` where it could not be told. */
  must<T>(fact: ServerFact<T>): T;
  /** Its value, or why it could not be told. */
  tell<T>(fact: ServerFact<T>): { readonly value: T } | { readonly reason: string };
  /** Its value; undefined where it could not be told. */
  readonly value: <T>(fact: ServerFact<T>) => T | undefined;
}

/** Asks a server facts in one round trip. Rejects as the connection does. */
export async function askServer(work: Work, serverId: string, facts: readonly ServerFact<unknown>[]): Promise<Asked> {
  const readings = await work.connections.use(serverId, (host) => askFacts(host, work.reach, facts));
  const tell = <T>(fact: ServerFact<T>) => {
    const reading = readings.get(fact.id);
    return reading?.readable === true ? { value: reading.value as T } : { reason: reading?.reason ?? 'The server gave no answer.' };
  };
  return {
    tell,
    value: (fact) => {
      const told = tell(fact);
      return 'value' in told ? told.value : undefined;
    },
    must<T>(fact: ServerFact<T>): T {
      const told = tell(fact);
      if ('value' in told) return told.value as T;
      throw new GroundcrewError({ code: 'remote', reason: 'restore.untold', message: told.reason });
    },
  };
}
