import Link from 'next/link';
import { momentWords } from '@/components/charts/chart-words';
import { Disclosure } from '@/components/ui/disclosure';
import type { Series } from '@/lib/contract/health';

const words: Record<Series['marks'][number]['kind'], string> = { run: 'Run', restart: 'Restart', reboot: 'Reboot', config: 'Change', alert: 'Alert' };

/** What the upright lines of the charts are, in words, newest first. Keeps its place while there is none. */
export function Marks({ server, marks }: { server: string; /** null: not known yet. */ marks: Series['marks'] | null }) {
  if (!marks) return <p className="mb-2 flex min-h-9 items-center text-sm text-ink-faint">Looking what happened in this time.</p>;
  if (marks.length === 0) return <p className="mb-2 flex min-h-9 items-center text-sm text-ink-faint">No run, restart, change or alert falls into this time.</p>;
  return (
    <Disclosure title={`What happened in this time: ${marks.length}`} className="mb-2">
      <ul className="max-h-60 overflow-y-auto">
        {marks.toSorted((left, right) => right.at.localeCompare(left.at)).map(({ at, kind, text, run }, index) => (
          <li key={index} className="grid grid-cols-[9rem_4.5rem_1fr] gap-x-2 py-0.5 text-sm max-sm:grid-cols-1">
            <time dateTime={at} className="text-ink-faint">{momentWords(Date.parse(at))}</time>
            <span>{words[kind]}</span>
            {run ? <Link href={`/servers/${server}/runs/${run}`} className="rounded-sm text-accent underline-offset-2 hover:underline">{text}</Link> : <span>{text}</span>}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
