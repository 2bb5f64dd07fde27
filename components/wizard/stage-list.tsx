'use client';
import { CircleCheck, CircleDashed, CircleDot, LoaderCircle, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { toneText, type Tone } from '@/components/ui/status';
import { stageTitle, type StageName, type StageStatus } from './stages';

const looks: Record<StageStatus['state'], { icon: typeof CircleCheck; tone: Tone; word: string }> = {
  done: { icon: CircleCheck, tone: 'good', word: 'Done' },
  ready: { icon: CircleDot, tone: 'accent', word: 'Ready' },
  attention: { icon: TriangleAlert, tone: 'warning', word: 'Needs attention' },
  working: { icon: LoaderCircle, tone: 'accent', word: 'Working' },
  later: { icon: CircleDashed, tone: 'quiet', word: 'Later' },
};

/** The stages with their state and what each holds. Every one can be opened at any time. */
export function StageList({ server, statuses, here, onGo }: { server: string; statuses: readonly StageStatus[]; here: StageName | null; onGo?: () => void }) {
  return (
    <nav aria-label="Stages of the installation">
      <ol className="flex flex-col gap-0.5">
        {statuses.map((status) => (
          <li key={status.name}>
            <Link
              href={`/servers/${server}/install/${status.name}`}
              aria-current={status.name === here ? 'step' : undefined}
              {...(onGo ? { onClick: onGo } : {})}
              className={cn('flex gap-2.5 rounded-md px-2.5 py-2 transition-colors hover:bg-hover', status.name === here && 'bg-selected hover:bg-selected')}
            >
              <StageIcon state={status.state} />
              <span className="min-w-0">
                <span className={cn('block', status.name === here ? 'font-semibold' : 'font-medium')}>{stageTitle[status.name]}</span>
                <span className="block text-sm leading-4.5 text-ink-faint">{status.holds || ' '}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function StageIcon({ state }: { state: StageStatus['state'] }) {
  const { icon: Icon, tone, word } = looks[state];
  return (
    <span className={cn('mt-0.5 shrink-0', toneText[tone])}>
      <Icon aria-hidden className={cn('size-4', state === 'working' && 'motion-safe:animate-spin')} />
      <span className="sr-only">{word}: </span>
    </span>
  );
}
