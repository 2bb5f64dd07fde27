import type { BackupFault } from './backup-faults';
import type { BackupServer } from './backup-server';
import { until } from './operator';

/** What became of one fault; `failed`: in what it was not as it should be. */
export interface BackupRow {
  readonly said: string;
  readonly ended: string;
  readonly seconds: number;
  readonly failed: string | null;
}

/** Has a backup struck, mends it, and has it made whole: nothing of it counts before, and ClearML lives on. */
export async function struckBackup(server: BackupServer, { at, strike, ends, says, mend, after, strikesClearml }: BackupFault): Promise<BackupRow> {
  const started = Date.now();
  const wrong: string[] = [];
  const { operator } = server;
  if (at === null) await strike(server, '');
  const id = await server.begin();
  if (at !== null) {
    await operator.rest(id, ({ steps }) => steps.some((step) => step.id === at && step.state === 'running'));
    await strike(server, id);
  }
  const { run } = await server.rest(id);
  const failure = run.steps.find((step) => step.failure !== null)?.failure;
  const said = failure ? [failure.sentence, failure.cause ?? '', failure.remedy, ...failure.lines.slice(-5)].join(' ') : run.sentence;
  if (run.state !== ends) wrong.push(`the run is ${run.state}, not ${ends}: ${said}`);
  if (says && !says.test(said)) wrong.push(`it says: ${said}`);
  if (run.state !== 'done') {
    if ((await server.set(id))?.state !== 'incomplete') wrong.push('the half set counts');
    if (strikesClearml !== true && ends !== 'interrupted') {
      const troubles = (await server.troubles()).split('\n').filter((line) => line !== '' && !line.startsWith('lock '));
      if (troubles.length > 0) wrong.push(`after it: ${troubles.join(', ')}`);
    }
    await mend?.(server);
    await retried(server, id);
    const again = await server.rest(id);
    if (again.run.state !== 'done') wrong.push(`after Retry it is ${again.run.state}: ${again.run.sentence} ${JSON.stringify(again.run.steps.find((step) => step.failure !== null)?.failure)}`);
  }
  if ((await server.set(id))?.state !== 'complete') wrong.push('the set is not complete at the end');
  await after?.(server);
  const left = await server.troubles();
  if (left !== '') wrong.push(`at the end: ${left.trim()}`);
  return { said, ended: run.state, seconds: Math.round((Date.now() - started) / 1000), failed: wrong.length > 0 ? wrong.join('; ') : null };
}

/** A server that restarts takes its time until it answers. */
async function retried({ operator }: BackupServer, run: string): Promise<void> {
  await until(() => operator.retry(run).then(() => true, () => false), (done) => done, 180);
}
