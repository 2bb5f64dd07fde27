'use client';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';
import { Input } from './input';
import { Select } from './select';
import type { Column } from './table';

interface Props<T> {
  columns: readonly Column<T>[];
  search: string | undefined;
  url: Readonly<Record<string, string>>;
  setUrl: (changes: Record<string, string>) => void;
  shown: number;
  rows: readonly T[];
}

const fewRows = 6;

/** Search and filters above a table. A few rows are seen at a glance and need neither. */
export function TableTools<T>({ columns, search, url, setUrl, shown, rows }: Props<T>) {
  const filters = columns.filter((column) => column.filter);
  const used = Boolean(url.q) || filters.some((column) => url[column.id]);
  // The URL follows a moment later: what is being typed is held here, or quick typing would lose letters.
  const [typed, setTyped] = useState<string | null>(null);
  if ((!search && filters.length === 0) || (rows.length <= fewRows && !used)) return null;
  const type = (text: string) => {
    setTyped(text);
    setUrl({ q: text });
  };
  const clear = () => setUrl(Object.fromEntries([['q', ''], ...filters.map((column) => [column.id, ''] as const)]));
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2" role="search">
      {search && (
        <div className="relative w-64 max-sm:w-full">
          <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-faint" />
          <Input type="search" data-search aria-label={search} placeholder={search} value={typed ?? url.q ?? ''} onChange={(event) => type(event.target.value)} onBlur={() => setTyped(null)} className="pl-8" />
        </div>
      )}
      {filters.map((column) => (
        <Select
          key={column.id}
          aria-label={`Filter by ${column.header.toLowerCase()}`}
          value={url[column.id] ?? ''}
          onChange={(event) => setUrl({ [column.id]: event.target.value })}
          options={[{ value: '', label: `Any ${column.header.toLowerCase()}` }, ...choices(column, rows, url[column.id])]}
          className="w-44 max-sm:w-full"
        />
      ))}
      {used && <Button kind="quiet" onClick={clear}>Clear</Button>}
      <span role="status" className="ml-auto text-sm text-ink-faint">{used ? `${shown} of ${rows.length}` : ''}</span>
    </div>
  );
}

/** The choices that would leave a row, and the one that is chosen. */
function choices<T>(column: Column<T>, rows: readonly T[], chosen: string | undefined) {
  const present = new Set(rows.map((row) => String(column.value(row))));
  return (column.filter ?? []).filter(({ value }) => present.has(value) || value === chosen);
}
