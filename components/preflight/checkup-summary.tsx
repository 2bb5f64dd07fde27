'use client';
import { LiveRegion } from '@/components/ui/live-region';
import { Progress } from '@/components/ui/progress';
import { Duration, RelativeTime } from '@/components/ui/relative-time';
import { outcomeLook, Status } from '@/components/ui/status';
import type { Checkup, Outcome } from '@/lib/contract/finding';

const order: readonly Outcome[] = ['fail', 'unknown', 'warn', 'pass'];

/** How many of each, since when; while it asks, how far it is. Keeps its height. */
export function CheckupSummary({ checkup }: { checkup: Checkup }) {
  const asked = checkup.findings.filter((finding) => finding.askedAt !== null).length;
  const asking = checkup.state === 'asking';
  return (
    <div className="flex flex-col gap-2">
      <LiveRegion>{asking ? 'Checking.' : checkup.sentence}</LiveRegion>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {order.map((outcome) => (
          <li key={outcome}><Status look={outcomeLook[outcome]} word={<>{countAsked(checkup, outcome)} {outcome}</>} className={countAsked(checkup, outcome) === 0 ? 'text-ink-faint' : ''} /></li>
        ))}
        {checkup.counts.overridden > 0 && <li className="text-ink-soft">{checkup.counts.overridden} overridden</li>}
      </ul>
      <div className="min-h-9">
        {asking ? (
          <Progress label="Checks asked" current={asked} total={checkup.findings.length} words={`${asked} of ${checkup.findings.length}`} />
        ) : checkup.endedAt && (
          <p className="text-sm text-ink-faint">Asked <RelativeTime at={checkup.endedAt} />{checkup.startedAt && <>, in <Duration from={checkup.startedAt} to={checkup.endedAt} /></>}.</p>
        )}
      </div>
    </div>
  );
}

/** A check that was not asked yet is no finding, and what was overridden is counted as that. */
const countAsked = (checkup: Checkup, outcome: Outcome) => checkup.findings.filter((finding) => finding.askedAt !== null && finding.outcome === outcome && !finding.override).length;
