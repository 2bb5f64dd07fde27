import { showHidden } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { exactWords, RelativeTime } from '@/components/ui/relative-time';
import { StageSection } from '@/components/wizard/stage-page';
import type { DiagnosisReport } from '@/lib/contract/diagnosis';
import { count } from '@/lib/core/units';
import { CauseRow } from './cause-row';
import { changeBefore } from './change-before';
import { TimelineList } from './timeline-list';

/** One report: causes first, then what happened, then what is not known. `isNow`: nothing newer is known, so that repairs are offered. */
export function Report({ server, report, isNow }: { server: string; report: DiagnosisReport; isNow: boolean }) {
  const { causes, traces, passed, unread, timeline, by, alert, endedAt } = report;
  const roots = causes.filter(({ follows }) => follows.length === 0);
  // Those that explain one another in a circle have no beginning: the first stands for it.
  const first = roots.length > 0 ? roots : causes.slice(0, 1);
  const change = changeBefore(report);
  const rest = causes.filter((cause) => !first.includes(cause));
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <p className="-mt-3 text-ink-soft">Asked <RelativeTime at={endedAt} />, {alert === null ? `by ${by}` : <>because an alert began to fire: {showHidden(alert)}</>}</p>
      {first.length > 0 && (
        <StageSection title={first.length === 1 ? 'The cause' : `${count(first.length, 'cause')}, the first to mend first`}>
          <ol className="flex flex-col">{first.map((cause) => <CauseRow key={cause.id} server={server} cause={cause} isNow={isNow} />)}</ol>
          {change && <p className="text-ink-soft">The last change before it began: {showHidden(change.text)} (<time dateTime={change.at}>{exactWords(change.at)}</time>)</p>}
          {rest.length > 0 && (
            <Disclosure title={`${count(rest.length, 'other failure')} ${rest.length === 1 ? 'follows' : 'follow'} from ${first.length === 1 ? 'it' : 'them'}`}>
              <ol className="flex flex-col">{rest.map((cause) => <CauseRow key={cause.id} server={server} cause={cause} isNow={isNow} />)}</ol>
            </Disclosure>
          )}
        </StageSection>
      )}
      {traces.length > 0 && (
        <Disclosure title={`${count(traces.length, 'thing')} in the logs that ${traces.length === 1 ? 'explains' : 'explain'} nothing that fails now`}>
          <ol className="flex flex-col">{traces.map((cause) => <CauseRow key={cause.id} server={server} cause={cause} isNow={isNow} />)}</ol>
        </Disclosure>
      )}
      {unread.length > 0 && <Notice tone="unknown" title="Not everything is known."><ul className="list-disc pl-5">{unread.map((each, index) => <li key={index} className="wrap-anywhere">{showHidden(each)}</li>)}</ul></Notice>}
      <StageSection title="What happened" sentence="Of the last hour, by the console's clock, in your time zone."><TimelineList server={server} entries={timeline} /></StageSection>
      {passed.length > 0 && (
        <Disclosure title={passed.length === 1 ? 'One check passes' : `${passed.length} checks pass`}>
          <ul className="list-disc pl-5 text-ink-soft">{passed.map((title, index) => <li key={index}>{title}</li>)}</ul>
        </Disclosure>
      )}
    </div>
  );
}
