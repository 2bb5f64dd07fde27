import { memo } from 'react';
import { cn } from '@/components/ui/class-names';
import type { Line } from '@/lib/contract/run';
import { segmentsOf, type Segment } from './line-text';

/** One line of the journal: number, time, and its pieces as plain spans. */
export const LogLine = memo(function LogLine({ line, wrap, query, current }: { line: Line; wrap: boolean; query: string; current: boolean }) {
  return (
    <div className={cn('flex min-h-5 gap-3 px-3 leading-5', current && 'bg-terminal-faint/25')}>
      <span aria-hidden className="hidden w-12 shrink-0 text-right text-terminal-faint select-none sm:block">{line.seq}</span>
      <span aria-hidden className="hidden shrink-0 text-terminal-faint select-none lg:block" title={line.time}>{clock(line.time)}</span>
      <span dir="ltr" className={cn('[unicode-bidi:isolate]', wrap ? 'min-w-0 break-all whitespace-pre-wrap' : 'whitespace-pre', line.stream === 'console' && 'text-ansi-cyan')}>
        {line.stream === 'console' && <span aria-hidden className="select-none">▸ </span>}
        {segmentsOf(line.text).map((segment, index) => <Piece key={index} segment={segment} query={query} />)}
      </span>
    </div>
  );
});

function Piece({ segment, query }: { segment: Segment; query: string }) {
  const text = query === '' ? segment.text : marked(segment.text, query);
  if (segment.mark) return <span title="A character or sequence that a terminal would have obeyed; shown, not obeyed" className="rounded-xs border border-current/40 text-terminal-faint">{text}</span>;
  if (segment.colour === null && segment.looks.length === 0) return text;
  return <span className={cn(segment.colour && colours[segment.colour.replace('bright-', '')], segment.colour?.startsWith('bright-') && 'font-medium', segment.looks.map((look) => looks[look]))}>{text}</span>;
}

/** The text with what was searched for picked out. */
function marked(text: string, query: string) {
  const pieces = [];
  const [lower, needle] = [text.toLowerCase(), query.toLowerCase()];
  let from = 0;
  // Lower-casing may change the length of rare letters; then nothing is picked out rather than the wrong thing.
  if (lower.length !== text.length) return text;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    pieces.push(text.slice(from, at), <mark key={at} className="rounded-xs bg-ansi-yellow text-terminal">{text.slice(at, at + needle.length)}</mark>);
    from = at + needle.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** HH:MM:SS in the operator's zone. */
function clock(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

const colours: Record<string, string> = {
  black: 'text-ansi-black', red: 'text-ansi-red', green: 'text-ansi-green', yellow: 'text-ansi-yellow',
  blue: 'text-ansi-blue', magenta: 'text-ansi-magenta', cyan: 'text-ansi-cyan', white: 'text-ansi-white',
};
const looks: Record<Segment['looks'][number], string> = {
  bold: 'font-bold', dim: 'text-terminal-faint', italic: 'italic', underline: 'underline', strikethrough: 'line-through', reverse: 'bg-terminal-ink text-terminal',
};
