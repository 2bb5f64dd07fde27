import { CircleX, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { toneText, type Tone } from '@/components/ui/status';
import { Code } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { cn } from '@/components/ui/class-names';
import type { Remark } from '@/lib/contract/materials';

const looks: Record<Remark['severity'], { icon: LucideIcon; tone: Tone; word: string }> = {
  error: { icon: CircleX, tone: 'bad', word: 'Error' },
  warning: { icon: TriangleAlert, tone: 'warning', word: 'Warning' },
  info: { icon: Info, tone: 'quiet', word: 'Note' },
};
const shown = 50;

/** What the console noticed in a file, worst first, with line numbers. */
export function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  const order = ['error', 'warning', 'info'];
  const sorted = [...remarks].sort((left, right) => order.indexOf(left.severity) - order.indexOf(right.severity) || (left.line ?? 0) - (right.line ?? 0));
  return (
    <ul className="flex flex-col gap-1.5">
      {sorted.slice(0, shown).map((remark, index) => {
        const { icon: Icon, tone, word } = looks[remark.severity];
        return (
          <li key={index} className="flex gap-2 text-sm">
            <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
            <div className="min-w-0">
              <span className={cn('font-medium', toneText[tone])}>{word}</span>
              {remark.line !== null && <span className="text-ink-faint">, line {remark.line}</span>}
              <span>: {remark.message}</span>
              {remark.remedy && <span className="text-ink-soft"> {remark.remedy}</span>}
              {remark.detail && <Disclosure title="What the parser said"><Code>{remark.detail}</Code></Disclosure>}
            </div>
          </li>
        );
      })}
      {sorted.length > shown && <li className="text-sm text-ink-faint">and {sorted.length - shown} more</li>}
    </ul>
  );
}
