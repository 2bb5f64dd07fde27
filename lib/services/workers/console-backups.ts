import { minutes } from '@/lib/core/units';
import { appendAudit } from '@/lib/store/audit';
import { readConsoleBackups, readConsoleBackupSettings } from '../console-backup-settings';
import { backUpConsole, isBackingUp } from '../console-backup-write';
import type { Resources } from '../types';
import { workOf } from '../work';

const day = minutes(24 * 60);

/** Backs the console up once a day, where that is wanted: a day after the last one, so one that was missed is made up for at the next start. */
export function startConsoleBackups(resources: Resources): { stop(): Promise<void> } {
  const { clock, log, database } = resources;
  const stopping = new AbortController();
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(minutes(1), stopping.signal);
      if (stopping.signal.aborted || !(await isDue(resources).catch(() => false))) continue;
      try {
        const { file } = await backUpConsole(resources);
        await appendAudit(database, { actor: 'system', verb: 'console-backup.make', serverName: null, sentence: `backed up this console: ${file}`, outcome: 'ok' }, clock.now());
      } catch (error) {
        log.warn({ err: error }, 'the daily backup of the console failed');
      }
    }
  })();
  return { stop: () => (stopping.abort(), ended) };
}

/** After a failure it is tried again an hour later. A last one in the future is of a clock that was wrong. */
export async function isDue(resources: Resources): Promise<boolean> {
  const { consoleSettings } = workOf(resources).repositories;
  const { isDaily, passphrase } = await readConsoleBackupSettings(consoleSettings);
  if (!isDaily || passphrase.isEmpty() || isBackingUp(resources)) return false;
  const { backups, failure } = await readConsoleBackups(consoleSettings);
  const since = (at: string | undefined) => (at === undefined ? day : Math.abs(resources.clock.now() - Date.parse(at)));
  return since(backups[0]?.at) >= day && since(failure?.at) >= minutes(60);
}
