'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { LogLine } from './log-line';
import type { LogModel } from './log-model';
import { LogSearch } from './log-search';
import { LogToolbar } from './log-toolbar';
import { useLogVersion } from './use-run';

interface Props {
  log: LogModel;
  loading: boolean;
  /** Only this step's lines; null for all. */
  step: string | null;
  /** Begin at the end and follow it: the run still speaks, or ended badly. */
  startAtEnd: boolean;
  fileName: string;
  /** Left in the toolbar, such as the choice of a step. */
  children?: ReactNode;
  className?: string;
}
const rowHeight = 20;

/** The journal as a log view: only the rows in sight are drawn, so 100,000 lines scroll like ten. */
export function LogView({ log, loading, step, startAtEnd, fileName, children, className }: Props) {
  useLogVersion(log);
  const lines = log.of(step);
  const scroller = useRef<HTMLDivElement>(null);
  const [wrap, setWrap] = useState(false);
  const [follow, setFollow] = useState(startAtEnd);
  const [query, setQuery] = useState('');
  const [hit, setHit] = useState(0);
  const search = useMemo(() => new LogSearch(lines, query), [lines, query]);
  const hits = search.matches();
  const currentLine = hits[Math.min(hit, hits.length - 1)] ?? null;
  const last = useRef({ top: 0, height: 0 });

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer reads the scroll position while drawing
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  // Heights that were measured while wrapped, or for another step's lines, are not theirs.
  useLayoutEffect(() => rows.measure(), [rows, wrap, step]);
  const length = lines.length;
  const height = rows.getTotalSize();
  useLayoutEffect(() => {
    if (follow && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [follow, length, height, wrap, step]);
  useEffect(() => {
    const element = scroller.current;
    if (!follow || !element) return;
    const observer = new ResizeObserver(() => { element.scrollTop = element.scrollHeight; });
    observer.observe(element);
    return () => observer.disconnect();
  }, [follow]);

  const go = (next: number) => {
    const wrapped = hits.length === 0 ? 0 : (next + hits.length) % hits.length;
    setHit(wrapped);
    setFollow(false);
    const at = hits[wrapped];
    if (at !== undefined) rows.scrollToIndex(at, { align: 'center' });
  };
  /** Scrolling up leaves the end; reaching the end again follows it. */
  const scrolled = () => {
    const element = scroller.current;
    if (!element) return;
    // Where the window or the rows changed their height, the browser moved the lines, not the operator.
    const moved = element.clientHeight === last.current.height ? element.scrollTop - last.current.top : 0;
    last.current = { top: element.scrollTop, height: element.clientHeight };
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < rowHeight;
    if (atEnd && moved > 0) setFollow(true);
    else if (moved < -2) setFollow(false);
  };
  const items = rows.getVirtualItems();
  return (
    <section aria-label="Output" className={cn('flex min-h-0 min-w-0 flex-col overflow-hidden rounded-md border border-line bg-terminal text-terminal-ink', className)}>
      <LogToolbar
        {...{ log, step, fileName, wrap, setWrap, follow, setFollow, query }}
        setQuery={(next) => { setQuery(next); setHit(0); }}
        hits={hits.length} hit={hits.length === 0 ? 0 : Math.min(hit, hits.length - 1) + 1}
        next={() => go(hit + 1)} previous={() => go(hit - 1)}
      >
        {children}
      </LogToolbar>
      <div ref={scroller} onScroll={scrolled} role="log" aria-live="off" aria-label="Lines of output" tabIndex={0} className="focus-inside relative min-h-0 flex-1 overflow-auto py-2 font-mono text-xs [overflow-anchor:none] [tab-size:8]">
        {length === 0 && <p className="px-3 text-terminal-faint">{loading ? 'Fetching the journal…' : step ? 'This step has said nothing yet.' : 'Nothing was said yet.'}</p>}
        <div style={{ height }} className="relative">
          <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }} className={cn('absolute top-0 left-0 min-w-full', wrap ? 'w-full' : 'w-max')}>
            {items.map((item) => {
              const line = lines[item.index];
              return line && (
                <div key={item.key} data-index={item.index} ref={wrap ? rows.measureElement : undefined}>
                  <LogLine line={line} wrap={wrap} query={query} current={item.index === currentLine && query !== ''} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </section>
  );
}
