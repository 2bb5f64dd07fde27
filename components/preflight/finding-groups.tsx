'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Badge } from '@/components/ui/badge';
import type { Checkup, Finding } from '@/lib/contract/finding';
import { FindingRow } from './finding-row';

interface Props {
  checkup: Checkup;
  server: string;
  /** Preflight offers repair, override and asking one again; verification does not. */
  acts: boolean;
}

/**
 * Findings under the guide's headings, in a fixed order. Passes are folded to a count, except while they arrive and
 * until the page is left: rows that were seen coming don't vanish.
 */
export function FindingGroups({ checkup, server, acts }: Props) {
  const asking = checkup.state === 'asking';
  const [seenArriving, setSeenArriving] = useState(asking);
  const [chosen, setChosen] = useState<boolean | null>(null);
  if (asking && !seenArriving) setSeenArriving(true);
  const showAll = chosen ?? (asking || seenArriving);
  const folded = checkup.findings.filter((finding) => quiet(finding)).length;
  return (
    <div className="flex flex-col gap-6">
      {groupsOf(checkup.findings).map(([chapter, findings]) => {
        const shown = showAll ? findings : findings.filter((finding) => !quiet(finding));
        const passed = findings.filter((finding) => finding.outcome === 'pass').length;
        return (
          <section key={chapter} aria-label={chapter}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-1.5">
              <h2 className="font-semibold">{chapter}</h2>
              <span className="flex gap-1.5"><Counts findings={findings} /></span>
            </div>
            {shown.length > 0 && <ul>{shown.map((finding) => <FindingRow key={finding.id} finding={finding} server={server} acts={acts} asking={asking} />)}</ul>}
            {!showAll && passed > 0 && <p className="py-2 text-sm text-ink-faint">{passed === findings.length ? `All ${passed} pass.` : `${passed} more pass.`}</p>}
          </section>
        );
      })}
      {folded > 0 && !asking && (
        <div><Button size="small" kind="quiet" aria-expanded={showAll} onClick={() => setChosen(!showAll)}>{showAll ? 'Show only what needs attention' : `Show all ${checkup.findings.length} checks`}</Button></div>
      )}
    </div>
  );
}

/** Passed, and asked: nothing that a person must look at. */
const quiet = (finding: Finding) => finding.outcome === 'pass';

function Counts({ findings }: { findings: readonly Finding[] }) {
  const count = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome && finding.askedAt !== null && !finding.override).length;
  const overridden = findings.filter((finding) => finding.override).length;
  const pending = findings.filter((finding) => finding.askedAt === null).length;
  return (
    <>
      {count('fail') > 0 && <Badge tone="bad">{count('fail')} fail</Badge>}
      {count('unknown') > 0 && <Badge tone="unknown">{count('unknown')} unknown</Badge>}
      {count('warn') > 0 && <Badge tone="warning">{count('warn')} warn</Badge>}
      {overridden > 0 && <Badge>{overridden} overridden</Badge>}
      {count('pass') > 0 && <Badge tone="good">{count('pass')} pass</Badge>}
      {pending > 0 && <Badge>{pending} not asked</Badge>}
    </>
  );
}

function groupsOf(findings: readonly Finding[]): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.chapter, [...(groups.get(finding.chapter) ?? []), finding]);
  return [...groups];
}
