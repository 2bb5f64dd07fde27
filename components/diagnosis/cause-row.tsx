import { CircleHelp, CircleX } from 'lucide-react';
import { showHidden } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { exactWords, RelativeTime } from '@/components/ui/relative-time';
import { Status, type Look } from '@/components/ui/status';
import type { DiagnosedCause } from '@/lib/contract/diagnosis';
import { count } from '@/lib/core/units';
import { CauseRepairs } from './cause-repairs';

const certain: Look = { tone: 'bad', word: 'Certain', icon: CircleX };
const probable: Look = { tone: 'warning', word: 'Probable', icon: CircleHelp };

/** One cause: what it is, what to do, what follows from it; the lines that say so folded. */
export function CauseRow({ server, cause, isNow }: { server: string; cause: DiagnosedCause; isNow: boolean }) {
  const { id, kind, title, isGuess, says, remedy, since, leadsTo, evidence, sources, repairs, count: lines } = cause;
  const link = sources.filter((source) => /^https:\/\/[^\s]+$/.test(source));
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line py-3 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
      <Status look={isGuess ? probable : certain} className="self-start" />
      <div className="flex min-w-0 flex-col gap-1.5">
        <h3 className="font-semibold wrap-anywhere">{showHidden(title)}</h3>
        {says !== '' && <p className="max-w-[68ch] wrap-anywhere">{showHidden(says)}</p>}
        <p className="text-sm text-ink-faint">{since && <>First told <RelativeTime at={since} /> · </>}{kind === 'rule' ? `known failure ${id}` : 'a check fails'}</p>
        {remedy && <p className="max-w-[68ch] wrap-anywhere"><span className="font-medium">What to do: </span>{showHidden(remedy)}</p>}
        {isNow && repairs.length > 0 && <CauseRepairs server={server} checks={repairs} />}
        {leadsTo.length > 0 && <p className="max-w-[68ch] text-ink-soft wrap-anywhere">From it {leadsTo.length === 1 ? 'follows' : 'follow'}: {leadsTo.map(showHidden).join(' · ')}</p>}
        <Disclosure title={`${count(lines, 'answer or line', 'answers and lines')} ${lines === 1 ? 'says' : 'say'} so${evidence.length < lines ? `, ${evidence.length} are shown` : ''}`}>
          <ul className="flex flex-col gap-1.5">{evidence.map(({ where, at, text }, index) => (
            <li key={index} className="min-w-0">
              <p className="text-sm text-ink-faint">{showHidden(where)}{at && <> · <time dateTime={at}>{exactWords(at)}</time></>}</p>
              <p className="rounded-md bg-sunken px-2 py-1 font-mono text-sm break-words whitespace-pre-wrap wrap-anywhere">{showHidden(text)}</p>
            </li>
          ))}</ul>
          {link.length > 0 && <p className="mt-2 text-sm text-ink-soft">Known from {link.map((source, index) => <span key={source}>{index > 0 && ', '}<a href={source} target="_blank" rel="noopener noreferrer" className="rounded-sm text-accent underline underline-offset-2 wrap-anywhere">{source}</a></span>)}</p>}
        </Disclosure>
      </div>
    </li>
  );
}
