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

/** Files of one command: few enough that its words and its reason can be read. */
const together = 50;

/** Deletes each by its full path, where it is still the file that was listed: many in one command, since the script is shown and sent with each. */
export function deletion(found: OldLogs | undefined, directory: string): readonly Script[] {
  const logs = deletable(found);
  const groups = Array.from({ length: Math.ceil(logs.length / together) }, (_, index) => logs.slice(index * together, (index + 1) * together));
  return groups.map((group) =>
    script('guide/insides/delete-logs.sh', [directory, ...group.flatMap(({ name, identity }) => [`${directory}/${name}`, identity])], { effect: 'destroys', why: why(group, found?.now ?? 0) }));
}

function why(group: readonly OldLog[], now: number): string {
  const each = group.map(({ name, bytes, writtenAt }) => `${shown(name)} (${formatBytes(bytes)}, not written for ${count(Math.floor((now - writtenAt) / 86_400), 'day')})`);
  return `Deletes ${each.join(', ')}. What stands in ${group.length === 1 ? 'it' : 'them'} can't be read again.`;
}

const shown = (name: string): string => name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
