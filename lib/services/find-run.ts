import { GroundcrewError } from '@/lib/core/errors';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { Work } from './work';

/** The run of that id. Throws GroundcrewError `not_found`. */
export async function findRun(work: Work, id: string): Promise<RunRecord> {
  const run = await work.repositories.runs.get(id);
  if (run === null) throw new GroundcrewError({ code: 'not_found', reason: 'run.unknown', message: 'There is no such run.', remedy: 'Open the list of runs and choose one.' });
  return run;
}
