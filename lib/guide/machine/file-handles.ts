import { seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import { chapters } from '../chapters';
import { probe } from '../define';

export const fileHandles = probe({
  id: 'machine/file-handles',
  guide: null,
  title: 'File handles',
  chapter: chapters.machine,
  every: seconds(30),
  afterMinutes: 5,
  needs: () => ({ proc }),
  actual: ({ proc }) => (proc.fileHandles === undefined ? 'not told' : `${percent(proc).toFixed(1)} %`),
  wanted: ({ thresholds }) => `below ${thresholds.fileHandlesWarn} % of the kernel's limit`,
  figures: ({ proc }) => (proc.fileHandles === undefined ? [] : [{ id: 'file-handles', value: percent(proc) }]),
  outcomes: [
    { outcome: 'pass', when: ({ proc }) => proc.fileHandles === undefined, message: () => 'The kernel of this server does not tell how many files are open.' },
    { outcome: 'warn', when: ({ proc }, { thresholds }) => percent(proc) >= thresholds.fileHandlesWarn, message: ({ proc }, { thresholds }) => `${proc.fileHandles?.used ?? 0} files are open, ${percent(proc).toFixed(1)} % of the kernel's limit; it warns from ${thresholds.fileHandlesWarn} % on.`, remedy: 'Find the process that opens them with "lsof | awk \'{print $1}\' | sort | uniq -c | sort -n". Raising fs.file-max only helps when the use is meant.' },
    { outcome: 'pass', when: () => true, message: ({ proc }) => `${proc.fileHandles?.used ?? 0} files are open, ${percent(proc).toFixed(1)} % of the kernel's limit.` },
  ],
});

const percent = ({ fileHandles }: Proc): number => (fileHandles === undefined ? 0 : (fileHandles.used / fileHandles.most) * 100);
