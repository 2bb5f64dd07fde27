import type { DiagnosisReport, TimelineEntry } from '@/lib/contract/diagnosis';

/** A change so long before is hardly why. */
const longest = 30 * 60_000;

/** The last run, change or reboot shortly before the first cause was first told; undefined: none is known. Pure. */
export function changeBefore({ causes, timeline }: Pick<DiagnosisReport, 'causes' | 'timeline'>): TimelineEntry | undefined {
  const began = Date.parse(causes[0]?.since ?? '');
  return timeline.filter(({ kind, at }) => ['run', 'config', 'reboot'].includes(kind) && Date.parse(at) <= began && began - Date.parse(at) <= longest).at(-1);
}
