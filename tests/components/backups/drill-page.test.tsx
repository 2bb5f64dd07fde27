import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { DrillPage } from '@/components/backups/drill-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { DrillLook } from '@/lib/contract/drill';
import { axeFinds } from '../../support/axe-dom';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push, replace: () => undefined }), usePathname: () => '/servers/one/backups/drill', useSearchParams: () => new URLSearchParams() }));
vi.setConfig({ testTimeout: 30_000 }); // axe, on a busy machine
afterEach(() => void vi.unstubAllGlobals());

const set = '1'.repeat(20);
const last: NonNullable<DrillLook['last']> = { id: '2'.repeat(20), set, startedAt: '2026-11-30T04:00:00.000Z', endedAt: '2026-11-30T04:05:00.000Z', outcome: 'proven', took: 240_000, age: 3_600_000, files: 'all', sentence: 'The backup is proven.', clearml: { outcome: 'passed', took: 60_000, sentence: 'It answered.' } };
function show(answer: Partial<DrillLook>): void {
  vi.stubGlobal('fetch', (_url: string, init?: RequestInit) => Promise.resolve(Response.json(init?.method === 'POST' ? { run: 'r1' } : { set, startedAt: '2026-11-30T02:30:00.000Z', will: ['Starts a MongoDB.'], place: '/var/lib/groundcrew/drill', free: 9e9, needed: 1e9, findings: [], steps: [], usually: 600_000, last: null, ...answer })));
  render(<ApiProvider><TooltipProvider><main><DrillPage server="one" set={set} /></main></TooltipProvider></ApiProvider>);
}

it('says what a drill does and how long the last one took, with ClearML and without, and starts it', async () => {
  show({ last });
  expect(await screen.findByText('Starts a MongoDB.')).toBeVisible();
  expect(screen.getByText(/The last one took 4 min, of which 1 min until ClearML answered\. It is a run/)).toBeVisible();
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Start the drill' }));
  await waitFor(() => expect(push).toHaveBeenCalledWith('/servers/one/runs/r1'));
});

it('says why ClearML did not answer in the last one, and is not started where something refuses', async () => {
  show({ last: { ...last, clearml: { outcome: 'failed', took: 60_000, sentence: "ClearML's API server has ended on the restored stores." } }, findings: [{ outcome: 'refuse', message: 'A drill may take 3.7 GiB of memory.', remedy: 'Try again later.' }] });
  expect(await screen.findByText(/The last one took 4 min\. ClearML's API server has ended on the restored stores\. It is a run/)).toBeVisible();
  expect(screen.getByText('A drill may take 3.7 GiB of memory.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Start the drill' })).toBeDisabled();
});
