'use client';
import { columnFilteringFeature, createFilteredRowModel, createSortedRowModel, FlexRender, globalFilteringFeature, rowSortingFeature, tableFeatures, useTable, type ColumnDef, type SortingState } from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { cn } from './class-names';
import { TableTools } from './table-tools';
import { useFirst } from './use-first';
import { useUrlState } from './url-state';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** What is sorted by, searched and filtered. */
  value: (row: T) => string | number | null;
  /** Words of the filter's choices, by value. Without it the column has no filter. */
  filter?: readonly { value: string; label: string }[];
  unsortable?: boolean;
  align?: 'right';
  /** The heading of the card at 390 px; one column. */
  heads?: boolean;
  className?: string;
}
interface Props<T> {
  /** Read out before the table. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  /** Begins the names in the URL, where a page has two tables. */
  urlPrefix?: string;
  /** What the search field says, such as "Search runs"; without it there is none. */
  search?: string;
  /** Shown when the search or the filters leave nothing. */
  nothingFits?: string;
}

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
});
type Row = Record<string, unknown>;

/**
 * A table that sorts, filters and searches; its state is in the URL; on a small screen each row is a card.
 * The roles are written out, because a table that is laid out as blocks would lose them.
 */
export function DataTable<T>({ label, rows, columns, rowKey, urlPrefix = '', search, nothingFits = 'Nothing fits. Clear the search or the filters.' }: Props<T>) {
  const [url, setUrl] = useUrlState(urlPrefix);
  const data = rows as readonly Row[];
  const definitions = useMemo(() => columns.map((column) => definitionOf(column as unknown as Column<Row>)), [columns]);
  const sorting: SortingState = url.sort ? [{ id: url.sort.replace(/^-/, ''), desc: url.sort.startsWith('-') }] : [];
  const columnFilters = columns.filter((column) => column.filter && url[column.id]).map((column) => ({ id: column.id, value: url[column.id] }));
  const table = useTable({
    features,
    data,
    columns: definitions,
    getRowId: (row) => rowKey(row as T),
    state: { sorting, columnFilters, globalFilter: url.q ?? '' },
    globalFilterFn: (row, id, wanted: string) => String(row.getValue(id) ?? '').toLowerCase().includes(wanted.toLowerCase()),
    getColumnCanGlobalFilter: () => true,
  });
  const shown = table.getRowModel().rows;
  const painted = useFirst(shown);
  const sortBy = (id: string) => setUrl({ sort: url.sort === id ? `-${id}` : url.sort === `-${id}` ? '' : id });

  return (
    <div>
      <TableTools columns={columns} search={search} url={url} setUrl={setUrl} shown={shown.length} rows={rows} />
      {/* What is wider than the page is scrolled to; the padding leaves room for the ring of what has the focus. */}
      <div className="md:-mx-1 md:overflow-x-auto md:px-1">
        <table role="table" className="w-full border-collapse max-md:block" aria-label={label}>
          <thead role="rowgroup" className="max-md:sr-only">
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} role="row" className="border-b border-line">
                {group.headers.map((header) => {
                  const column = columns.find(({ id }) => id === header.column.id);
                  const sorted = sorting[0]?.id === header.column.id ? (sorting[0].desc ? 'descending' : 'ascending') : 'none';
                  const Arrow = sorted === 'ascending' ? ArrowUp : sorted === 'descending' ? ArrowDown : ArrowUpDown;
                  return (
                    <th key={header.id} role="columnheader" scope="col" aria-sort={column?.unsortable ? undefined : sorted} className={cn('h-9 pr-4 text-left text-sm font-medium text-ink-faint last:pr-0', column?.align === 'right' && 'md:text-right', column?.className)}>
                      {column?.unsortable ? (
                        <FlexRender header={header} />
                      ) : (
                        <button type="button" onClick={() => sortBy(header.column.id)} className={cn('group/sort inline-flex items-baseline gap-1 rounded-sm text-left hover:text-ink', column?.align === 'right' && 'flex-row-reverse md:text-right')}>
                          <FlexRender header={header} />
                          <Arrow aria-hidden className={cn('size-3.5 self-center', sorted === 'none' && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100')} />
                        </button>
                      )}
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody role="rowgroup" className="max-md:block">
            {painted.map((row) => (
              <tr key={row.id} role="row" className="border-b border-line hover:bg-hover/60 max-md:grid max-md:grid-cols-[auto_1fr] max-md:gap-x-3 max-md:gap-y-1 max-md:py-3">
                {row.getAllCells().map((cell) => {
                  const column = columns.find(({ id }) => id === cell.column.id);
                  return (
                    <td key={cell.id} role="cell" className={cn('h-9 py-1.5 pr-4 align-middle last:pr-0 max-md:contents', column?.align === 'right' && 'md:text-right', column?.className)}>
                      <span aria-hidden className={cn('text-sm text-ink-faint md:hidden', column?.heads && 'hidden')}>{column?.header}</span>
                      <div className={cn('min-w-0', column?.heads ? 'max-md:col-span-2 max-md:font-semibold' : 'max-md:text-left')}><FlexRender cell={cell} /></div>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && rows.length > 0 && <p className="py-6 text-ink-soft">{nothingFits}</p>}
    </div>
  );
}

function definitionOf(column: Column<Row>): ColumnDef<typeof features, Row> {
  return {
    id: column.id,
    header: column.header,
    accessorFn: (row: Row) => column.value(row),
    cell: ({ row }) => column.cell(row.original),
    enableSorting: !column.unsortable,
    sortFn: (left, right, id) => compare(left.getValue(id), right.getValue(id)),
    filterFn: (row, id, wanted) => String(row.getValue(id)) === wanted,
  };
}

/** Numbers by size, words as people sort them (server-2 before server-10), nothing last. */
function compare(left: unknown, right: unknown): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return `${left as string}`.localeCompare(`${right as string}`, 'en', { numeric: true });
}
