import { count, formatBytes } from '@/lib/core/units';
import type { OldLog, OldLogs } from '@/lib/facts/old-logs';
import { script, type Script } from '@/lib/shell/command';
import type { Inputs } from './inputs';

const rotated = /\.log[.-](?:\d{1,6}|\d{4}-?\d{2}-?\d{2}(?:[T_-]?\d{1,6})?)(?:\.(?:gz|xz|bz2|zst))?$|\.gz$/;

/** Whether a name says that the log was rotated: "x.log.1", "x.log.2026-01-31", "x.log-20260131.gz", "x.gz". */
export const isRotated = (name: string): boolean => rotated.test(name);

/** Where the layout has ClearML's logs. */
export const logsDirectory = ({ layout }: Pick<Inputs, 'layout'>): string => `${layout.base}/logs`;

/** Those that can be deleted, the largest first. */
export const deletable = (found: OldLogs | undefined): readonly OldLog[] => (found?.files ?? []).filter(({ name }) => isRotated(name));

/** Deletes each by its full path, where it is still the file that was listed. */
export function deletion(found: OldLogs | undefined, directory: string): readonly Script[] {
  const days = (log: OldLog) => Math.floor(((found?.now ?? 0) - log.writtenAt) / 86_400);
  return deletable(found).map((log) =>
    script('guide/insides/delete-log.sh', [directory, `${directory}/${log.name}`, log.identity], { effect: 'destroys', why: `Deletes ${shown(log.name)} (${formatBytes(log.bytes)}, not written for ${count(days(log), 'day')}). What stands in it can't be read again.` }));
}

const shown = (name: string): string => name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
