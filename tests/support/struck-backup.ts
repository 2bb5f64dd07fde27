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
export function struckBackup(server: BackupServer, fault: BackupFault): Promise<BackupRow> {
  return struckInTurn(server, [fault]);
}

/** The same for several faults, one after the other of the same run: each strikes once the one before it was mended, so they stand in the order of the run. */
export async function struckInTurn(server: BackupServer, faults: readonly BackupFault[]): Promise<BackupRow> {
  const started = Date.now();
  const [wrong, heard]: [string[], string[]] = [[], []];
  const { operator } = server;
  let id = '';
  let isGoing = false;
  const goOn = async () => {
    if (isGoing) return;
    if (id === '') id = await server.begin();
    else await retried(server, id);
    isGoing = true;
  };
  const livesOn = async () => {
    const troubles = (await server.troubles()).split('\n').filter((line) => line !== '' && !line.startsWith('lock '));
    if (troubles.length > 0) wrong.push(`after it: ${troubles.join(', ')}`);
  };
  for (const { at, strike, ends, says, mend, strikesClearml } of faults) {
    if (at === null) await strike(server, id);
    if (ends === 'refused') {
      const said = await server.begin().then((run) => `The backup ${run} was begun.`, String);
      heard.push(said);
      if (!said.includes('No backup was started.') || says?.test(said) !== true) wrong.push(`it says: ${said}`);
      if (strikesClearml !== true) await livesOn();
      await mend?.(server);
      continue;
    }
    await goOn();
    if (at !== null) {
      await operator.rest(id, ({ steps }) => steps.some((step) => step.id === at && step.state === 'running'));
      await strike(server, id);
    }
    if (ends === 'done') continue;
    const { run } = await server.rest(id);
    // One that got over it can't be retried.
    isGoing = run.state === 'done';
    const failure = run.steps.find((step) => step.failure !== null)?.failure;
    const said = failure ? [failure.sentence, failure.cause ?? '', failure.remedy, ...failure.lines.slice(-5)].join(' ') : run.sentence;
    heard.push(said);
    if (run.state !== ends) wrong.push(`the run is ${run.state}, not ${ends}: ${said}`);
    if (says && !says.test(said)) wrong.push(`it says: ${said}`);
    if (!isGoing && (await server.set(id))?.state !== 'incomplete') wrong.push('the half set counts');
    if (strikesClearml !== true && ends !== 'interrupted') await livesOn();
    await mend?.(server);
  }
  await goOn();
  const last = await server.rest(id);
  if (last.run.state !== 'done') wrong.push(`in the end it is ${last.run.state}: ${last.run.sentence} ${JSON.stringify(last.run.steps.find((step) => step.failure !== null)?.failure)}`);
  if ((await server.set(id))?.state !== 'complete') wrong.push('the set is not complete at the end');
  for (const { after } of faults) await after?.(server);
  const left = await server.troubles();
  if (left !== '') wrong.push(`at the end: ${left.trim()}`);
  return { said: heard.join(' ') || last.run.sentence, ended: faults.at(-1)?.ends ?? last.run.state, seconds: Math.round((Date.now() - started) / 1000), failed: wrong.length > 0 ? wrong.join('; ') : null };
}

/** A server that restarts takes its time until it answers. */
async function retried({ operator }: BackupServer, run: string): Promise<void> {
  await until(() => operator.retry(run).then(() => true, () => false), (done) => done, 180);
}
