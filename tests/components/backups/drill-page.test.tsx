import { focusManager, onlineManager } from '@tanstack/react-query';
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
let asked: number;
const sent: unknown[] = [];
function show(answer: Partial<DrillLook>, destination?: string): void {
  asked = 0;
  vi.stubGlobal('fetch', (_url: string, init?: RequestInit) => (init?.method === 'POST' && sent.push(JSON.parse(init.body as string)), asked += 1) && Promise.resolve(Response.json(init?.method === 'POST' ? { run: 'r1' } : { set, startedAt: '2026-11-30T02:30:00.000Z', of: null, will: ['Starts a MongoDB.'], from: '/mnt/backup', askedAt: new Date(Date.now() - 240_000).toISOString(), place: '/var/lib/groundcrew/drill', free: 9e9, needed: 1e9, memory: { needed: 6.6e9, free: 22e9 }, findings: [], steps: [], usually: 600_000, last: null, ...answer })));
  render(<ApiProvider><TooltipProvider><main><DrillPage server="one" set={set} destination={destination} /></main></TooltipProvider></ApiProvider>);
}

it('says what a drill does and how long the last one took, with ClearML and without, and starts it', async () => {
  show({ last });
  expect(await screen.findByText('Starts a MongoDB.')).toBeVisible();
  expect(screen.getByText(/The last one took 4 min, of which 1 min until ClearML answered; its data were 1 hour old\. It is a run/)).toBeVisible();
  expect(screen.getByText(/It takes up to 6\.1 GiB of memory \(20\.5 GiB free\) and 954 MiB of disk \(8\.4 GiB free\) beside ClearML/)).toBeVisible();
  expect(screen.getByText(/^The backup of .*2026.* \(.*which lies at \/mnt\/backup/)).toBeVisible();
  expect(screen.getByText('4 minutes ago')).toBeVisible();
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Start the drill' }));
  await waitFor(() => expect(push).toHaveBeenCalledWith('/servers/one/runs/r1'));
});

it('says why ClearML did not answer in the last one, and is not started where something refuses', async () => {
  show({ last: { ...last, clearml: { outcome: 'failed', took: 60_000, sentence: "ClearML's API server has ended on the restored stores." } }, findings: [{ outcome: 'refuse', message: 'A drill may take 3.7 GiB of memory.', remedy: 'Try again later.' }] });
  expect(await screen.findByText(/The last one took 4 min; its data were 1 hour old\. ClearML's API server has ended on the restored stores\. It is a run/)).toBeVisible();
  expect(screen.getByText('A drill may take 3.7 GiB of memory.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Start the drill' })).toBeDisabled();
});

it('stays as it was asked when somebody comes back to the page, until it is asked again', async () => {
  show({});
  expect(await screen.findByText('Starts a MongoDB.')).toBeVisible();
  vi.setSystemTime(Date.now() + 60_000);
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  onlineManager.setOnline(false);
  onlineManager.setOnline(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toBe(1);
  await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
  // What was asked stays to be read meanwhile.
  expect(screen.getByText('Starts a MongoDB.')).toBeVisible();
  await waitFor(() => expect(asked).toBe(2));
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

it('says of which other server a backup is, and starts it from the place where that was found', async () => {
  show({ of: '<b>old', will: ['Starts a MongoDB of the image that it was made with.'] }, 'd'.repeat(20));
  expect(await screen.findByText(/^The backup of .*, made of the server “<b>old”, which lies at \/mnt\/backup, is restored beside everything else\.$/)).toBeVisible();
  expect(screen.getByText(/the images are those of the backup\.$/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Start the drill' }));
  await waitFor(() => expect(sent.at(-1)).toEqual({ server: 'one', set, destination: 'd'.repeat(20) }));
});
