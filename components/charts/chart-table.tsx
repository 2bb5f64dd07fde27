import { inScale, type Scale } from '@/components/health/format-figure';
import { hasPoint, readingAt, type Aligned, type ChartLine } from './chart-lines';
import { momentWords } from './chart-words';

interface Props {
  title: string;
  aligned: Aligned;
  lines: readonly ChartLine[];
  /** Of each line. */
  scales: readonly Scale[];
}

/** The chart as rows, newest first: average, least and most. The unit stands in the heading. */
export function ChartTable({ title, aligned, lines, scales }: Props) {
  const rows = aligned.times.map((_, index) => index).filter((index) => hasPoint(aligned, index)).reverse();
  return (
    <div role="region" aria-label={`${title} as a table`} tabIndex={0} className="focus-inside absolute inset-0 overflow-auto rounded-md border border-line bg-surface">
      <table className="w-full border-collapse text-sm">
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className="px-2 py-1 text-left font-medium text-ink-faint">Time</th>
            {lines.map(({ figure, label }, line) => <th key={figure} scope="col" className="px-2 py-1 text-right font-medium text-ink-faint">{label}{scales[line]?.label && `, ${scales[line].label}`}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((index) => (
            <tr key={aligned.times[index]} className="border-t border-line">
              <th scope="row" className="px-2 py-0.5 text-left font-normal whitespace-nowrap text-ink-soft">{momentWords(aligned.times[index]!)}</th>
              {lines.map(({ figure }, line) => <td key={figure} className="px-2 py-0.5 text-right whitespace-nowrap"><Cell aligned={aligned} line={line} index={index} scale={scales[line]!} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ aligned, line, index, scale }: { aligned: Aligned; line: number; index: number; scale: Scale }) {
  const reading = readingAt(aligned, line, index);
  if (!reading) return <span className="text-ink-faint">–</span>;
  const [least, average, most] = [reading.min, reading.avg, reading.max].map((value) => inScale(scale, value));
  return <>{average}{least !== most && <span className="text-ink-faint"> ({least} to {most})</span>}</>;
}
