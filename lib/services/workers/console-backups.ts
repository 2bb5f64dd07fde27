import { minutes } from '@/lib/core/units';
import { appendAudit } from '@/lib/store/audit';
import { watchConsoleBackup } from '../console-backup-alert';
import { isDueNow } from '../console-backup-due';
import { settleKilled } from '../console-backup-killed';
import { readConsoleBackups, readConsoleBackupSettings } from '../console-backup-settings';
import { backUpConsole, isBackingUp } from '../console-backup-write';
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
      if (await isDue(resources).catch(() => false)) writing = backUp(resources);
      await guarded('whether the console is backed up could not be told', () => watchConsoleBackup(workOf(resources), awakeSince));
    }
    await writing;
  })();
  return { stop: () => (stopping.abort(), ended) };
}

/** Rejects never. */
async function backUp(resources: Resources): Promise<void> {
  try {
    const { file } = await backUpConsole(resources);
    await appendAudit(resources.database, { actor: 'system', verb: 'console-backup.make', serverName: null, sentence: `backed up this console: ${file}`, outcome: 'ok' }, resources.clock.now());
  } catch (error) {
    resources.log.warn({ err: error }, 'the daily backup of the console failed');
  }
}

async function isDue(resources: Resources): Promise<boolean> {
  const { consoleSettings } = workOf(resources).repositories;
  if (isBackingUp(resources)) return false;
  return isDueNow(await readConsoleBackupSettings(consoleSettings), await readConsoleBackups(consoleSettings), resources.clock.now());
}
