'use client';
import Link from 'next/link';
import { useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { showHidden } from '@/components/ui/code';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { StageSection } from '@/components/wizard/stage-page';
import type { DiagnosisBrief, DiagnosisReport } from '@/lib/contract/diagnosis';
import { compareReports } from './compare';
import { outcomeLooks } from './outcome-looks';

/** The reports that are kept, newest first, each to be opened or compared with the one that is shown. */
export function EarlierReports({ server, shown, all, newest }: { server: string; shown: DiagnosisReport; all: readonly DiagnosisBrief[]; newest: string }) {
  const [compared, setCompared] = useState<string | null>(null);
  return (
    <div className="mt-10">
      <StageSection title="Reports" sentence="The newest 20 are kept. Nothing is asked by opening one.">
        <ul>
          {all.map(({ id, endedAt, outcome, sentence, alert, by }) => (
            <li key={id} className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 sm:grid-cols-[8.5rem_minmax(0,1fr)_auto]">
              <Status look={outcomeLooks[outcome]} className="self-start" />
              <div className="min-w-0">
                {id === shown.id ? <p className="wrap-anywhere">{showHidden(sentence)}</p> : <Link href={id === newest ? `/servers/${server}/diagnosis` : `/servers/${server}/diagnosis?report=${id}`} className="rounded-sm text-accent underline-offset-2 wrap-anywhere hover:underline">{showHidden(sentence)}</Link>}
                <p className="text-sm text-ink-faint"><RelativeTime at={endedAt} /> · {alert === null ? `asked by ${by}` : 'an alert began to fire'}{id === shown.id && ' · shown above'}</p>
              </div>
              {id !== shown.id && <Button size="small" kind="quiet" aria-expanded={compared === id} onClick={() => setCompared(compared === id ? null : id)}>Compare</Button>}
              {compared === id && id !== shown.id && <Compared server={server} shown={shown} id={id} />}
            </li>
          ))}
        </ul>
      </StageSection>
    </div>
  );
}

/** What is otherwise, in words of the later one of the two. */
function Compared({ server, shown, id }: { server: string; shown: DiagnosisReport; id: string }) {
  const { data, error } = useVerb('diagnosis.get', { server, report: id });
  const other = data?.report;
  if (error) return <ErrorNotice error={error} className="sm:col-span-3" />;
  if (!other) return <p role="status" className="text-ink-faint sm:col-span-3">Loading that report.</p>;
  const isLater = shown.startedAt >= other.startedAt;
  const { came, gone, stayed } = isLater ? compareReports(shown, other) : compareReports(other, shown);
  const lines: [string, readonly string[]][] = [['New in the later one', came], ['Only in the earlier one', gone], ['In both', stayed]];
  return (
    <dl className="mt-1 rounded-md bg-sunken px-3 py-2 sm:col-span-3">
      {lines.map(([word, titles]) => (
        <div key={word} className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="text-ink-soft">{word}</dt>
          <dd className="wrap-anywhere">{titles.length === 0 ? 'nothing' : titles.map(showHidden).join(' · ')}</dd>
        </div>
      ))}
    </dl>
  );
}
