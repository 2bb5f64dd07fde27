import { CircleCheck, CircleDashed, CircleDot, LoaderCircle, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { toneText, type Tone } from '@/components/ui/status';
import { stageAddress } from '@/components/wizard/stage-address';
import { stageTitle, type StageStatus } from '@/components/wizard/stages';

const looks: Record<StageStatus['state'], { icon: typeof CircleCheck; tone: Tone; word: string }> = {
  done: { icon: CircleCheck, tone: 'good', word: 'done' },
  ready: { icon: CircleDot, tone: 'accent', word: 'ready' },
  attention: { icon: TriangleAlert, tone: 'warning', word: 'needs attention' },
  working: { icon: LoaderCircle, tone: 'accent', word: 'at work' },
  later: { icon: CircleDashed, tone: 'quiet', word: 'later' },
};

/** How far the installation has come: the wizard's stages with what each holds. */
export function InstallProgress({ server, stages }: { server: string; stages: readonly StageStatus[] }) {
  return (
    <ol aria-label="Stages of the installation" className="grid border-t border-line sm:grid-flow-col sm:grid-cols-2 sm:grid-rows-4 sm:gap-x-8">
      {stages.map(({ name, state, holds }) => {
        const look = looks[state];
        return (
          <li key={name} className="border-b border-line">
            <Link href={stageAddress(server, name)} className="focus-inside group flex min-h-9 items-center gap-2.5 py-1.5">
              <look.icon aria-hidden className={cn('size-4 shrink-0', toneText[look.tone], state === 'working' && 'motion-safe:animate-spin')} />
              <span className="font-medium group-hover:underline">{stageTitle[name]}</span>
              <span className="sr-only">{look.word}</span>
              <span className="ml-auto truncate text-ink-soft">{holds}</span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
