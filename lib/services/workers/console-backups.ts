import { minutes } from '@/lib/core/units';
import { appendAudit } from '@/lib/store/audit';
import { watchConsoleBackup } from '../console-backup-alert';
import { isDueNow, isSendDue } from '../console-backup-due';
import { settleKilled } from '../console-backup-killed';
import { readConsoleBackups, readConsoleBackupSettings } from '../console-backup-settings';
import { backUpConsole, isBackingUp, isSending, sendAgain, stopSending } from '../console-backup-write';
import type { Resources } from '../types';
import { workOf } from '../work';

/** Backs the console up when its time has come, where that is wanted; one that was missed is made up for. Tells when that fails, or does not happen. */
export function startConsoleBackups(resources: Resources): { stop(): Promise<void> } {
  const { clock, log } = resources;
  const stopping = new AbortController();
  const awakeSince = clock.now();
  /** Not waited for: a share that hangs must be told of. */
  let writing: Promise<void> = Promise.resolve();
  const guarded = (what: string, act: () => Promise<void>) => act().catch((error: unknown) => log.error({ err: error }, what));
  const ended = (async () => {
    await guarded('what was left of a backup of the console could not be looked at', async () => settleKilled(resources, await readConsoleBackupSettings(workOf(resources).repositories.consoleSettings)));
    while (!stopping.signal.aborted) {
      await clock.sleep(minutes(1), stopping.signal);
      if (stopping.signal.aborted) break;
      const due = await whatIsDue(resources).catch(() => null);
      if (due === 'backup') writing = backUp(resources);
      if (due === 'send') writing = send(resources);
      await guarded('whether the console is backed up could not be told', () => watchConsoleBackup(workOf(resources), awakeSince));
    }
    await writing;
  })();
  return { stop: () => (stopping.abort(), stopSending(resources), ended) };
}

/** Rejects never. */
async function backUp(resources: Resources): Promise<void> {
  try {
    const { made, arrival } = await backUpConsole(resources, false);
    await note(resources, 'console-backup.make', `backed up this console: ${made.file}`);
    await arrival;
  } catch (error) {
    resources.log.warn({ err: error }, 'the daily backup of the console failed');
  }
}

/** Rejects never. */
async function send(resources: Resources): Promise<void> {
  try {
    const file = await sendAgain(resources);
    if (file !== null) await note(resources, 'console-backup.send', `sent the backup ${file} of this console elsewhere`);
  } catch (error) {
    resources.log.warn({ err: error }, 'the backup of the console could not be sent elsewhere');
  }
}

const note = ({ database, clock }: Resources, verb: string, sentence: string) => appendAudit(database, { actor: 'system', verb, serverName: null, sentence, outcome: 'ok' }, clock.now());

/** A backup that is due does not wait for one that is being sent: that may take hours. */
async function whatIsDue(resources: Resources): Promise<'backup' | 'send' | null> {
  const { consoleSettings } = workOf(resources).repositories;
  if (isBackingUp(resources) && !isSending(resources)) return null;
  const [settings, noted, now] = [await readConsoleBackupSettings(consoleSettings), await readConsoleBackups(consoleSettings), resources.clock.now()];
  return isDueNow(settings, noted, now) ? 'backup' : !isBackingUp(resources) && isSendDue(settings, noted, now) ? 'send' : null;
}
