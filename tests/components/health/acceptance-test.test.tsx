import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { AcceptanceTest } from '@/components/health/acceptance-test';
import { TooltipProvider } from '@/components/ui/tooltip';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const pushed = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: pushed }) }));
afterEach(() => vi.unstubAllGlobals());

it('says what it writes and that it removes it before anything is started, and goes to the run', async () => {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push([url, JSON.parse(init.body as string)]);
    return Promise.resolve(Response.json({ run: '0123456789abcdefghjk' }));
  });
  render(<ApiProvider><TooltipProvider><AcceptanceTest server="alpha" /></TooltipProvider></ApiProvider>);
  await userEvent.click(screen.getByRole('button', { name: 'Acceptance test…' }));
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getByText(/writes a project, a task, .* and removes them all/)).toBeVisible();
  expect(asked).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Run the acceptance test' }));
  await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('/servers/alpha/runs/0123456789abcdefghjk'));
  expect(asked).toEqual([['/api/v1/acceptance.start', { server: 'alpha' }]]);
});
