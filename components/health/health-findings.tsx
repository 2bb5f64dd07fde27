'use client';
import { FindingList } from '@/components/preflight/finding-list';
import { outcomeLook, noteLook, Status } from '@/components/ui/status';
import type { Health } from '@/lib/contract/health';
import { HealthActions } from './health-actions';

const counted = [['fail', outcomeLook.fail], ['unknown', outcomeLook.unknown], ['warn', outcomeLook.warn], ['note', noteLook], ['pass', outcomeLook.pass]] as const;

/** What the probes found, by the guide's headings: how many of each, then the rows. What fails is open from the start. */
export function HealthFindings({ health }: { health: Health }) {
  const { server, findings, counts, verdict } = health;
  const isOfThen = verdict === 'unreachable';
  return (
    <section aria-label="Findings" className="mb-10 flex flex-col gap-5">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {counted.map(([outcome, look]) => <li key={outcome}><Status look={isOfThen ? { ...look, tone: 'quiet' } : look} word={<>{counts[outcome]} {look.word.toLowerCase()}</>} className={counts[outcome] === 0 ? 'text-ink-faint' : ''} /></li>)}
      </ul>
      <FindingList
        findings={findings} asking={false}
        startsOpen={({ outcome, isStale, askedAt }) => outcome === 'fail' && !isStale && askedAt !== null}
        actions={(finding) => <HealthActions finding={finding} server={server} />}
      />
    </section>
  );
}
