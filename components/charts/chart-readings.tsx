import { readingAt, type Aligned, type ChartLine } from './chart-lines';
import { momentWords, readingWords } from './chart-words';
import { LineKey } from './line-key';

/** What each line says where the cursor stands, else its newest value. Each line has its place, one that is not here yet too (`expects`), so that nothing jumps. */
export function ChartReadings({ aligned, lines, expects, cursor }: { aligned: Aligned; lines: readonly ChartLine[]; expects: number; cursor: number | null }) {
  const at = cursor ?? aligned.times.length - 1;
  const time = aligned.times[at];
  return (
    <div className="text-sm">
      <p className="h-5 truncate text-ink-faint">{time === undefined ? '' : cursor === null ? `Newest, ${momentWords(time)}` : momentWords(time)}</p>
      <ul className={expects > 1 ? 'grid gap-x-4 sm:grid-cols-2' : ''}>
        {lines.map(({ figure, label, unit }, line) => {
          const words = readingWords(unit, cursor === null ? newest(aligned, line) : readingAt(aligned, line, at));
          return (
            <li key={`${figure} ${line}`} className="flex h-5 min-w-0 items-baseline gap-1.5" title={`${label}: ${words}`}>
              <LineKey index={line} />
              {lines.length > 1 && <span className="truncate text-ink-soft">{label}</span>}
              <span className="shrink-0 font-medium">{words}</span>
            </li>
          );
        })}
        {Array.from({ length: Math.max(0, expects - lines.length) }, (_, place) => <li key={place} aria-hidden className="h-5" />)}
      </ul>
    </div>
  );
}

/** The last value that the line has, however long ago. */
function newest(aligned: Aligned, line: number) {
  const last = aligned.lines[line]?.avg.findLastIndex((value) => typeof value === 'number') ?? -1;
  return last === -1 ? null : readingAt(aligned, line, last);
}
