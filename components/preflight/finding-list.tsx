'use client';
import { useState, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Tone } from '@/components/ui/status';
import type { Finding } from '@/lib/contract/finding';
import { FindingRow, noteOf, staleOf, type AnyFinding } from './finding-row';

interface Props<F extends AnyFinding> {
  findings: readonly F[];
  asking: boolean;
  /** Whether a row is open before somebody chooses. */
  startsOpen: (finding: F) => boolean;
  /** What can be done about an opened one; null: nothing is offered. */
  actions: ((finding: F) => ReactNode) | null;
}

/**
 * Findings under the guide's headings, in a fixed order. Passes are folded to a count, except while they arrive and
 * until the page is left: rows that were seen coming don't vanish. A pass that is worth a look is not folded.
 */
export function FindingList<F extends AnyFinding>({ findings, asking, startsOpen, actions }: Props<F>) {
  const [seenArriving, setSeenArriving] = useState(asking);
  const [chosen, setChosen] = useState<boolean | null>(null);
  if (asking && !seenArriving) setSeenArriving(true);
  const showAll = chosen ?? (asking || seenArriving);
  const folded = findings.filter((finding) => quiet(finding)).length;
  return (
    <div className="flex flex-col gap-6">
      {groupsOf(findings).map(([chapter, group]) => {
        const shown = showAll ? group : group.filter((finding) => !quiet(finding));
        return (
          <section key={chapter} aria-label={chapter}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-1.5">
              <h2 className="font-semibold">{chapter}</h2>
              <span className="flex gap-1.5"><Counts findings={group} /></span>
            </div>
            {shown.length > 0 && <ul>{shown.map((finding) => <FindingRow key={finding.id} finding={finding} asking={asking} startsOpen={startsOpen(finding)} actions={actions && (() => actions(finding))} />)}</ul>}
            {!showAll && <FoldedWords group={group} />}
          </section>
        );
      })}
      {folded > 0 && !asking && (
        <div><Button size="small" kind="quiet" aria-expanded={showAll} onClick={() => setChosen(!showAll)}>{showAll ? 'Show only what needs attention' : findings.length === 1 ? 'Show the check' : `Show all ${findings.length} checks`}</Button></div>
      )}
    </div>
  );
}

/** Passed, and asked: nothing that a person must look at. */
const quiet = (finding: AnyFinding) => finding.outcome === 'pass' && !noteOf(finding);

function FoldedWords({ group }: { group: readonly AnyFinding[] }) {
  const folded = group.filter(quiet);
  const stale = folded.filter(staleOf).length;
  if (folded.length === 0) return null;
  return (
    <p className="py-2 text-sm text-ink-faint">
      {folded.length < group.length ? `${folded.length} more pass.` : folded.length === 1 ? 'It passes.' : `All ${folded.length} pass.`}
      {stale > 0 && ` ${stale === folded.length ? 'That is stale' : `${stale} of them ${stale === 1 ? 'is' : 'are'} stale`}: nothing newer was heard.`}
    </p>
  );
}

/** How many of each; grey where all of them are of then. */
function Counts({ findings }: { findings: readonly AnyFinding[] }) {
  const isOfThen = findings.every((finding) => staleOf(finding));
  const toned = (tone: Tone): Tone => (isOfThen ? 'quiet' : tone);
  const count = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome && !noteOf(finding) && finding.askedAt !== null && !finding.override).length;
  const notes = findings.filter(noteOf).length;
  const overridden = findings.filter((finding) => finding.override).length;
  const pending = findings.filter((finding) => finding.askedAt === null).length;
  return (
    <>
      {count('fail') > 0 && <Badge tone={toned('bad')}>{count('fail')} fail</Badge>}
      {count('unknown') > 0 && <Badge tone={toned('unknown')}>{count('unknown')} unknown</Badge>}
      {count('warn') > 0 && <Badge tone={toned('warning')}>{count('warn')} warn</Badge>}
      {notes > 0 && <Badge tone={toned('accent')}>{notes} {notes === 1 ? 'note' : 'notes'}</Badge>}
      {overridden > 0 && <Badge>{overridden} overridden</Badge>}
      {count('pass') > 0 && <Badge tone={toned('good')}>{count('pass')} pass</Badge>}
      {pending > 0 && <Badge>{pending} not asked</Badge>}
    </>
  );
}

function groupsOf<F extends AnyFinding>(findings: readonly F[]): [string, F[]][] {
  const groups = new Map<string, F[]>();
  for (const finding of findings) groups.set(finding.chapter, [...(groups.get(finding.chapter) ?? []), finding]);
  return [...groups];
}
