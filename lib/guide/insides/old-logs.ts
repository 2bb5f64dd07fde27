import { count, formatBytes, gb, minutes } from '@/lib/core/units';
import { oldLogs as oldLogsFact, type OldLogs } from '@/lib/facts/old-logs';
import { chapters } from '../chapters';
import { probe } from '../define';
import type { Inputs } from '../inputs';
import { deletable, deletion, logsDirectory } from '../old-logs';

/** Below that it is not worth anybody's look. */
const worthALook = gb(1);
type Facts = Readonly<{ found: OldLogs | undefined }>;

/** Old logs are no illness: at most a note, whose repair may be started at any time. */
export const oldLogs = probe({
  id: 'insides/old-logs',
  guide: null,
  title: 'No old log takes space for nothing',
  chapter: chapters.insides,
  every: minutes(24 * 60),
  afterMinutes: 0,
  slow: true,
  needs: (inputs) => ({ found: oldLogsFact(logsDirectory(inputs), inputs.thresholds.oldLogDays) }),
  actual: ({ found }) => formatBytes(bytesOf(found)),
  wanted: () => `less than ${formatBytes(worthALook)}`,
  outcomes: [
    { outcome: 'pass', when: ({ found }) => found === undefined, message: () => 'ClearML has no directory of logs here.' },
    { outcome: 'pass', isNote: true, when: ({ found }) => found?.isCut === true, message: (facts, inputs) => `More than ${says(facts, inputs)}: too many for one plan.`, remedy: (_facts, inputs) => `Enter more days where the thresholds are, so that the oldest go first, or delete them by hand below ${logsDirectory(inputs)}.` },
    { outcome: 'pass', isNote: true, mayRepair: true, when: ({ found }) => bytesOf(found) >= worthALook, message: (facts, inputs) => `${says(facts, inputs)}.`, remedy: 'Delete them when nobody needs to read them any more: the commands name each by its path.' },
    { outcome: 'pass', mayRepair: true, when: ({ found }) => deletable(found).length > 0, message: (facts, inputs) => `${says(facts, inputs)}.`, remedy: 'Delete them when nobody needs to read them any more: the commands name each by its path.' },
    { outcome: 'pass', when: () => true, message: (_facts, { thresholds }) => `Each rotated log was written within the last ${count(thresholds.oldLogDays, 'day')}.` },
  ],
  repair: { title: 'Delete the old logs', plan: ({ found }, inputs) => (found?.isCut ? [] : deletion(found, logsDirectory(inputs))) },
});

const bytesOf = (found: OldLogs | undefined): number => deletable(found).reduce((sum, { bytes }) => sum + bytes, 0);

function says({ found }: Facts, { thresholds }: Inputs): string {
  const logs = deletable(found);
  return `${count(logs.length, 'rotated log')} that ${logs.length === 1 ? 'was' : 'were'} not written for ${count(thresholds.oldLogDays, 'day')} ${logs.length === 1 ? 'holds' : 'hold'} about ${formatBytes(bytesOf(found))}`;
}
