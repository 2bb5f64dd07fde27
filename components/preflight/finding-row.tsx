'use client';
import { ChevronRight, CircleDashed, LoaderCircle } from 'lucide-react';
import { useId, useState } from 'react';
import { cn } from '@/components/ui/class-names';
import { exactWords, relativeWords, useNow } from '@/components/ui/relative-time';
import { outcomeLook, Status } from '@/components/ui/status';
import type { Finding } from '@/lib/contract/finding';
import { FindingDetail } from './finding-detail';

const notAsked = { tone: 'quiet', word: 'Not asked yet', icon: CircleDashed } as const;
const beingAsked = { tone: 'quiet', word: 'Asking', icon: LoaderCircle, spins: true } as const;

/** One finding, one row: icon and word, name, actual and wanted, where it was asked from, its age. Opens to the rest; what stands in the way is open from the start. */
export function FindingRow({ finding, server, acts, asking }: { finding: Finding; server: string; acts: boolean; asking: boolean }) {
  const [chosen, setOpen] = useState<boolean | null>(null);
  const stands = standsInTheWay(finding);
  const open = chosen ?? (stands && !asking);
  const detail = useId();
  const look = finding.askedAt === null ? (asking ? beingAsked : notAsked) : outcomeLook[finding.outcome];
  return (
    <li data-open-finding={stands || undefined} className="border-b border-line last:border-b-0">
      <button type="button" aria-expanded={open} aria-controls={detail} onClick={() => setOpen(!open)} className="focus-inside grid min-h-11 w-full grid-cols-[1rem_6.5rem_minmax(0,1fr)] items-baseline gap-x-2 rounded-md px-1 py-2 text-left transition-colors hover:bg-hover max-sm:grid-cols-[1rem_minmax(0,1fr)]">
        <ChevronRight aria-hidden className={cn('size-4 translate-y-0.5 text-ink-faint transition-transform', open && 'rotate-90')} />
        <Status look={look} {...(finding.override ? { word: 'Overridden' } : {})} className={finding.override ? 'text-ink-soft' : ''} />
        <span className="min-w-0 max-sm:col-start-2">
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-medium">{finding.title}</span>
            <span className="text-xs text-ink-faint">from the {finding.askedFrom}{finding.askedAt && <>, <Age at={finding.askedAt} /></>}</span>
          </span>
          <span className="block min-h-5 text-ink-soft">{finding.askedAt !== null && <Measured finding={finding} />}</span>
        </span>
      </button>
      <div id={detail} hidden={!open}>{open && <FindingDetail finding={finding} server={server} acts={acts} asking={asking} />}</div>
    </li>
  );
}

/** Whether it must be mended, or overridden with a reason, before the plan can be started. */
export const standsInTheWay = ({ outcome, askedAt, override }: Finding): boolean => askedAt !== null && override === null && (outcome === 'fail' || outcome === 'unknown');

/** Plain words inside the row's button, which may hold nothing that takes the focus. An answer is never ahead, though the clocks of console and browser may differ. */
function Age({ at }: { at: string }) {
  const now = useNow();
  return <time dateTime={at} title={now === null ? undefined : exactWords(at)}>{now === null ? '' : relativeWords(Math.min(new Date(at).getTime(), now), now)}</time>;
}

/** Actual against wanted where both are known, else the message. */
function Measured({ finding }: { finding: Finding }) {
  if (finding.outcome === 'pass' && finding.actual !== null) return <>{finding.actual}{finding.wanted !== null && <span className="text-ink-faint"> · wanted: {finding.wanted}</span>}</>;
  return <>{finding.message}{finding.wanted !== null && !finding.message.includes(finding.wanted) && <span className="text-ink-faint"> · wanted: {finding.wanted}</span>}</>;
}
