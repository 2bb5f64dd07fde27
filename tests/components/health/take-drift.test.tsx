import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { HealthActions } from '@/components/health/health-actions';
import { TooltipProvider } from '@/components/ui/tooltip';
import { health, watched } from './fixtures';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: vi.fn() }) }));

const asked: unknown[] = [];
beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push([url.replace('/api/v1/', ''), JSON.parse(init.body as string)]);
    return Promise.resolve(Response.json(health()));
  });
});
afterEach(() => vi.unstubAllGlobals());

const tree = (finding: ReturnType<typeof watched>) => <ApiProvider><TooltipProvider><HealthActions finding={finding} server="alpha" /></TooltipProvider></ApiProvider>;
const differs = watched('drift/files', 'warn', { title: 'The files', message: '/a: wanted x, is y. /b: wanted x, is z.', actual: '/a: y\n/b: z', repair: { id: 'r', title: 'Put them back', commands: [] } });

it('shows each difference before it is taken over, beside the repair, and names the message that was shown', async () => {
  render(tree(differs));
  expect(screen.getByRole('button', { name: 'Put them back…' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Take over…' }));
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getAllByRole('listitem').map((line) => line.textContent)).toEqual(['/a: y', '/b: z']);
  expect(within(dialog).getByText(/A later install still plans the original/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Take over' }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked).toEqual([['drift.take', { server: 'alpha', check: 'drift/files', message: differs.message }]]);
});

it('says when the differences change under the open dialog, and offers nothing once they are gone', async () => {
  const { rerender } = render(tree(differs));
  await userEvent.click(screen.getByRole('button', { name: 'Take over…' }));
  rerender(tree({ ...differs, message: '/c: wanted x, is y.', actual: '/c: y' }));
  expect(within(screen.getByRole('dialog')).getByText(/have changed since this was opened/)).toBeVisible();
  rerender(tree({ ...differs, outcome: 'pass', message: 'It is as it was laid down.' }));
  expect(within(screen.getByRole('dialog')).getByRole('button', { name: 'Take over' })).toBeDisabled();
});

it('gives back what was taken over, and offers neither to other findings', async () => {
  const { rerender } = render(tree(watched('drift/files', 'pass', { isNote: true, message: 'Taken over as it is: /a.' })));
  expect(screen.queryByRole('button', { name: 'Take over…' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Give back' }));
  await vi.waitFor(() => expect(asked).toEqual([['drift.take', { server: 'alpha', check: 'drift/files', message: null }]]));
  rerender(tree(watched('load', 'warn')));
  expect(screen.queryByRole('button', { name: /Take over|Give back/ })).toBeNull();
});
