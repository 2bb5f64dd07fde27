import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSyncExternalStore } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { DataTable, type Column } from '@/components/ui/table';

// Next's router does this in the page: replaceState is seen by useSearchParams.
const listeners = new Set<() => void>();
vi.mock('next/navigation', () => ({
  usePathname: () => '/',
  useSearchParams: () => new URLSearchParams(useSyncExternalStore((tell) => (listeners.add(tell), () => void listeners.delete(tell)), () => window.location.search)),
}));
const replace = window.history.replaceState.bind(window.history);
window.history.replaceState = (...change) => {
  replace(...change);
  setTimeout(() => listeners.forEach((tell) => tell()), lag);
};
let lag = 0;
beforeEach(() => {
  lag = 0;
  replace(null, '', '/');
});

interface Row { name: string; state: string; size: number | null }
const rows: Row[] = [
  { name: 'server-10', state: 'good', size: 5 }, { name: 'server-2', state: 'bad', size: null }, { name: 'alpha', state: 'good', size: 50 }, { name: 'b', state: 'good', size: 6 },
  { name: 'c', state: 'good', size: 7 }, { name: 'd', state: 'good', size: 8 }, { name: 'e', state: 'good', size: 9 },
];
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', value: ({ name }) => name, cell: ({ name }) => name, heads: true },
  { id: 'state', header: 'State', value: ({ state }) => state, cell: ({ state }) => state, filter: [{ value: 'good', label: 'Good' }, { value: 'bad', label: 'Bad' }, { value: 'odd', label: 'Odd' }] },
  { id: 'size', header: 'Size', value: ({ size }) => size, cell: ({ size }) => size },
];
const table = () => render(<DataTable label="Servers" rows={rows} columns={columns} rowKey={({ name }) => name} search="Search servers" />);
const names = () => within(screen.getByRole('table')).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell')[0]?.querySelector('div')?.textContent);

it('sorts as people do, says so, and keeps it in the URL', async () => {
  const user = userEvent.setup();
  table();
  expect(names().slice(0, 3)).toEqual(['server-10', 'server-2', 'alpha']);
  await user.click(screen.getByRole('button', { name: 'Name' }));
  await waitFor(() => expect(names()).toEqual(['alpha', 'b', 'c', 'd', 'e', 'server-2', 'server-10']));
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  expect(window.location.search).toBe('?sort=name');
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(window.location.search).toBe('?sort=-name');
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(window.location.search).toBe('');
  await user.click(screen.getByRole('button', { name: 'Size' }));
  await waitFor(() => expect(names().at(-1)).toBe('server-2'));
});

it('searches and filters, by keyboard, and offers only what is there', async () => {
  const user = userEvent.setup();
  table();
  const filter = screen.getByLabelText('Filter by state');
  expect(within(filter).getAllByRole('option').map((option) => option.textContent)).toEqual(['Any state', 'Good', 'Bad']);
  await user.selectOptions(filter, 'bad');
  await waitFor(() => expect(names()).toEqual(['server-2']));
  await user.type(screen.getByLabelText('Search servers'), 'alpha');
  expect(screen.getByText('Nothing fits. Clear the search or the filters.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  await waitFor(() => expect(names()).toHaveLength(rows.length));
  expect(window.location.search).toBe('');
});

it('loses no letter of quick typing, though the URL follows later', async () => {
  lag = 50;
  const user = userEvent.setup({ delay: null });
  table();
  await user.type(screen.getByLabelText('Search servers'), 'server-10');
  expect(screen.getByLabelText('Search servers')).toHaveValue('server-10');
  await waitFor(() => expect(names()).toEqual(['server-10']));
});

it('opens with the state of its URL', () => {
  replace(null, '', '/?sort=-size&state=good&q=server');
  table();
  expect(names()).toEqual(['server-10']);
});
