'use client';
import { ChevronsUpDown } from 'lucide-react';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { ConnectionNote } from '@/components/ui/connection-note';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Sheet } from '@/components/ui/sheet';
import { StageIcon, StageList } from './stage-list';
import { StageMeaning } from './stage-meaning';
import { isStage, stageNames, stageStatuses, stageTitle, type StageName, type StageStatus } from './stages';
import { useWizard } from './use-wizard';

/** The frame around all stages: the list at the left, the stage, and at the right what it means. */
export function WizardFrame({ server, children }: { server: string; children: ReactNode }) {
  const segment = useSelectedLayoutSegment();
  const here = segment && isStage(segment) ? segment : null;
  const { data, problem, connection } = useWizard(server);
  const statuses = stageStatuses(data);
  // The log needs the room; what the stage means then stands below it.
  const wide = here === 'run';
  return (
    <div className="@container">
      <StageSwitch server={server} statuses={statuses} here={here} />
      <div className={cn('grid grid-cols-[minmax(0,1fr)] gap-x-8 @3xl:grid-cols-[11.5rem_minmax(0,1fr)]', !wide && '@5xl:grid-cols-[11.5rem_minmax(0,1fr)_15rem]')}>
        <aside data-print="hide" aria-label="Stages" className="hidden @3xl:block"><div className="sticky top-16"><StageList server={server} statuses={statuses} here={here} /></div></aside>
        <div className="min-w-0">
          <ConnectionNote connection={connection} />
          <div className="flex min-w-0 flex-col gap-4">
            <ErrorNotice error={problem} />
            {children}
            {here && <Disclosure data-print="hide" title="What this stage means" className={cn(!wide && '@5xl:hidden')}><StageMeaning stage={here} /></Disclosure>}
          </div>
        </div>
        {here && !wide && <aside data-print="hide" aria-label="What this stage means" className="hidden border-l border-line pl-6 @5xl:block"><div className="sticky top-16"><StageMeaning stage={here} /></div></aside>}
      </div>
    </div>
  );
}

/** On a small screen: where one is, as a button that opens the list. */
function StageSwitch({ server, statuses, here }: { server: string; statuses: readonly StageStatus[]; here: StageName | null }) {
  const [open, setOpen] = useState(false);
  const status = statuses.find((candidate) => candidate.name === here);
  return (
    <div data-print="hide" className="mb-4 @3xl:hidden">
      <button type="button" onClick={() => setOpen(true)} aria-haspopup="dialog" className="flex w-full items-center gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2 text-left">
        {status && <StageIcon state={status.state} />}
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{status ? `${stageNames.indexOf(status.name) + 1} of ${stageNames.length}: ${stageTitle[status.name]}` : 'Stages'}</span>
          {status?.holds && <span className="block truncate text-sm text-ink-faint">{status.holds}</span>}
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </button>
      <Sheet open={open} onOpenChange={setOpen} title="Stages">
        <div className="p-2"><StageList server={server} statuses={statuses} here={here} onGo={() => setOpen(false)} /></div>
      </Sheet>
    </div>
  );
}
