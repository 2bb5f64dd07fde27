import { Notice } from '@/components/ui/notice';
import type { Plan } from '@/lib/contract/plan';
import { formatDuration, roughly } from '@/lib/core/units';

/** The figures of the change request in one line, then what restarts and what is destroyed. */
export function PlanSummary({ plan: { summary } }: { plan: Plan }) {
  const figures: [string, string][] = [
    [String(summary.commands), summary.commands === 1 ? 'command' : 'commands'],
    [String(summary.files), summary.files === 1 ? 'file' : 'files'],
    [String(summary.downloads), summary.downloads === 1 ? 'download' : 'downloads'],
    [String(summary.restarts.length), summary.restarts.length === 1 ? 'restart' : 'restarts'],
    [summary.commands === 0 ? '0 s' : `about ${formatDuration(roughly(summary.usually))}`, 'usually'],
  ];
  return (
    <div className="flex flex-col gap-3">
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {figures.map(([figure, word]) => (
          <div key={word} className="flex flex-row-reverse items-baseline gap-1.5">
            <dt className="text-ink-soft">{word}</dt>
            <dd className="text-lg font-semibold">{figure}</dd>
          </div>
        ))}
        {summary.inPlace > 0 && <Steps figure={summary.inPlace} word="in place already" />}
        {(summary.notNeeded ?? 0) > 0 && <Steps figure={summary.notNeeded} word="not needed" />}
        {(summary.departures ?? 0) > 0 && <Steps figure={summary.departures} word="otherwise than the guide" />}
      </dl>
      {summary.destroys.length > 0 && (
        <Notice tone="bad" title="This will be lost">
          <ul className="list-disc pl-5">{summary.destroys.map((line) => <li key={line}>{line}</li>)}</ul>
        </Notice>
      )}
      {summary.restarts.length > 0 && (
        <Notice tone="warning" title="This will restart">
          <ul className="list-disc pl-5">{summary.restarts.map((line) => <li key={line}>{line}</li>)}</ul>
        </Notice>
      )}
    </div>
  );
}

function Steps({ figure = 0, word }: { figure: number | undefined; word: string }) {
  return <div className="flex flex-row-reverse items-baseline gap-1.5"><dt className="text-ink-soft">{figure === 1 ? 'step' : 'steps'} {word}</dt><dd className="text-lg font-semibold">{figure}</dd></div>;
}
