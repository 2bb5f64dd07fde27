'use client';
import { ChevronRight, CircleDashed, LoaderCircle } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { exactWords, relativeWords, spanWords, useNow } from '@/components/ui/relative-time';
import { noteLook, outcomeLook, Status, type Look } from '@/components/ui/status';
import type { Finding } from '@/lib/contract/finding';
import type { Watched } from '@/lib/contract/health';
import { splitFirstSentence } from '@/lib/core/sentences';
import { FindingDetail } from './finding-detail';

const notAsked = { tone: 'quiet', word: 'Not asked yet', icon: CircleDashed } as const;
const beingAsked = { tone: 'quiet', word: 'Asking', icon: LoaderCircle, spins: true } as const;

/** Of a checkup, or of a probe. */
export type AnyFinding = Finding | Watched;
/** A pass that is worth a look. */
export const noteOf = (finding: AnyFinding): boolean => finding.isNote === true && finding.outcome === 'pass';
/** Of a probe that has not been asked for more than two of its cadences. */
export const staleOf = (finding: AnyFinding): boolean => 'isStale' in finding && finding.isStale && finding.askedAt !== null;

interface Props {
  finding: AnyFinding;
  asking: boolean;
  startsOpen: boolean;
  actions: (() => ReactNode) | null;
}

/** One finding, one row: icon and word, name, actual and wanted, where it was asked from, its age. Opens to the rest. */
export function FindingRow({ finding, asking, startsOpen, actions }: Props) {
  const [chosen, setOpen] = useState<boolean | null>(null);
  const open = chosen ?? (startsOpen && !asking);
  const detail = useId();
  const stale = staleOf(finding);
  return (
    <li data-open-finding={standsInTheWay(finding) || undefined} className="border-b border-line last:border-b-0">
      <button type="button" aria-expanded={open} aria-controls={detail} onClick={() => setOpen(!open)} className="focus-inside grid min-h-11 w-full grid-cols-[1rem_6.5rem_minmax(0,1fr)] items-baseline gap-x-2 rounded-md px-1 py-2 text-left transition-colors hover:bg-hover max-sm:grid-cols-[1rem_minmax(0,1fr)]">
        <ChevronRight aria-hidden className={cn('size-4 translate-y-0.5 text-ink-faint transition-transform', open && 'rotate-90')} />
        <Status look={lookOf(finding, asking)} {...(finding.override ? { word: 'Overridden' } : {})} className={finding.override ? 'text-ink-soft' : ''} />
        <span className="min-w-0 max-sm:col-start-2">
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className={cn('font-medium', stale && 'text-ink-soft')}>{finding.title}</span>
            <span className="text-xs text-ink-faint">
              {'since' in finding && finding.since && finding.outcome !== 'pass' && <><Since at={finding.since} /> · </>}
              {stale && <strong className="font-medium">stale · </strong>}
              from the {finding.askedFrom}{finding.askedAt && <>, <Age at={finding.askedAt} /></>}
            </span>
          </span>
          <span className={cn('block min-h-5', stale ? 'text-ink-faint' : 'text-ink-soft')}>{finding.askedAt !== null && <Measured finding={finding} />}</span>
        </span>
      </button>
      <div id={detail} hidden={!open}>{open && <FindingDetail finding={finding} actions={actions?.()} />}</div>
    </li>
  );
}

/** What is stale is grey: its word is what was known last. */
function lookOf(finding: AnyFinding, asking: boolean): Look {
  if (finding.askedAt === null) return asking ? beingAsked : notAsked;
  const look = noteOf(finding) ? noteLook : outcomeLook[finding.outcome];
  return staleOf(finding) ? { ...look, tone: 'quiet' } : look;
}

/** Whether it must be mended, or overridden with a reason, before the plan can be started. */
export const standsInTheWay = ({ outcome, askedAt, override }: AnyFinding): boolean => askedAt !== null && override === null && (outcome === 'fail' || outcome === 'unknown');

/** Plain words inside the row's button, which may hold nothing that takes the focus. An answer is never ahead, though the clocks of console and browser may differ. */
function Age({ at }: { at: string }) {
  const now = useNow();
  return <time dateTime={at} title={now === null ? undefined : exactWords(at)}>{now === null ? '' : relativeWords(Math.min(new Date(at).getTime(), now), now)}</time>;
}

/** For how long it has been so. */
function Since({ at }: { at: string }) {
  const now = useNow();
  return <time dateTime={at} title={now === null ? undefined : exactWords(at)}>{now === null ? '' : `for ${spanWords(now - new Date(at).getTime())}`}</time>;
}

/** Actual against wanted where both are known, else the message; of a note, which can't be told by a figure, its first sentence. */
function Measured({ finding }: { finding: Finding }) {
  if (noteOf(finding)) return <>{splitFirstSentence(finding.message).first}</>;
  if (finding.outcome === 'pass' && finding.actual !== null) return <>{finding.actual}{finding.wanted !== null && <span className="text-ink-faint"> · wanted: {finding.wanted}</span>}</>;
  return <>{finding.message}{finding.wanted !== null && !finding.message.includes(finding.wanted) && <span className="text-ink-faint"> · wanted: {finding.wanted}</span>}</>;
}
