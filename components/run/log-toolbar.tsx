'use client';
import { ArrowDownToLine, ChevronDown, ChevronUp, Copy, Download, Search, WrapText, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { saveText } from '@/components/plan/save-text';
import { Tooltip } from '@/components/ui/tooltip';
import { plainText } from './line-text';
import type { LogModel } from './log-model';

interface Props {
  log: LogModel;
  step: string | null;
  fileName: string;
  wrap: boolean;
  setWrap: (wrap: boolean) => void;
  follow: boolean;
  setFollow: (follow: boolean) => void;
  query: string;
  setQuery: (query: string) => void;
  hits: number;
  /** 1-based; 0 when nothing was found. */
  hit: number;
  next: () => void;
  previous: () => void;
  children?: ReactNode;
}

/** Choosing, searching and taking along what was said. */
export function LogToolbar(props: Props) {
  const { log, step, fileName, query } = props;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(log.of(step).map((line) => plainText(line.text)).join('\n'));
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div className="flex flex-wrap items-center gap-1 border-b border-terminal-faint/30 px-2 py-1">
      {props.children}
      <div className="flex min-w-40 flex-1 items-center gap-1">
        <Search aria-hidden className="ml-1 size-4 text-terminal-faint" />
        <input
          type="search" data-search value={query} aria-label="Search in the output" placeholder="Search (/)" spellCheck={false}
          onChange={(event) => props.setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') (event.shiftKey ? props.previous : props.next)();
            if (event.key === 'Escape') props.setQuery('');
          }}
          className="h-7 w-full min-w-0 rounded-sm bg-transparent px-1 text-sm text-terminal-ink placeholder:text-terminal-faint [&::-webkit-search-cancel-button]:hidden"
        />
        {query !== '' && <span className="shrink-0 text-xs text-terminal-faint" role="status">{props.hits === 0 ? 'Not found' : `${props.hit} of ${props.hits}`}</span>}
        {query !== '' && <Tool icon={ChevronUp} label="Previous match" onClick={props.previous} />}
        {query !== '' && <Tool icon={ChevronDown} label="Next match" onClick={props.next} />}
      </div>
      <Tool icon={ArrowDownToLine} label="Follow the end" pressed={props.follow} onClick={() => props.setFollow(!props.follow)} />
      <Tool icon={WrapText} label="Wrap long lines" pressed={props.wrap} onClick={() => props.setWrap(!props.wrap)} />
      <Tool icon={Copy} label={copied ? 'Copied' : 'Copy the output'} onClick={() => void copy()} />
      <Tool icon={Download} label="Download the output" onClick={() => saveText(fileName, log.of(step).map((line) => `${line.time} ${line.text}\n`).join(''))} />
    </div>
  );
}

function Tool({ icon: Icon, label, pressed, onClick }: { icon: LucideIcon; label: string; pressed?: boolean; onClick: () => void }) {
  return (
    <Tooltip text={label}>
      <button type="button" aria-label={label} aria-pressed={pressed} onClick={onClick} className={cn('inline-flex size-7 shrink-0 items-center justify-center rounded-sm text-terminal-faint hover:bg-terminal-faint/20 hover:text-terminal-ink focus-visible:outline-ansi-cyan', pressed && 'bg-terminal-faint/25 text-terminal-ink')}>
        <Icon aria-hidden className="size-4" />
      </button>
    </Tooltip>
  );
}
