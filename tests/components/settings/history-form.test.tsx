import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { HistoryForm } from '@/components/settings/history-form';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { HistoryWeight } from '@/lib/contract/history';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const usual = { rawHours: 48, shortDays: 30, longDays: 730 };
let sent: { keep: typeof usual; agreed?: boolean }[];
const losses: HistoryWeight['losses'] = [{ of: 'raw', from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z', values: 230_000 }];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (init?.method === 'POST') {
      const input = JSON.parse(init.body as string) as (typeof sent)[number];
      sent.push(input);
      if (!input.agreed) return Promise.resolve(Response.json({ error: { code: 'conflict', reason: 'history.loses', message: 'It deletes some.' } }, { status: 409 }));
      return Promise.resolve(Response.json({ keep: input.keep, usual }));
    }
    if (url.includes('history.get')) return Promise.resolve(Response.json({ keep: usual, usual }));
    return Promise.resolve(Response.json({ bytes: 62_000_000, servers: 2, losses: url.includes('24') ? losses : [] } satisfies HistoryWeight));
  });
});
afterEach(() => vi.unstubAllGlobals());

it('says what a shorter time deletes before it is saved, and what it costs', async () => {
  render(<ApiProvider><TooltipProvider><main><HistoryForm /></main></TooltipProvider></ApiProvider>);
  const raw = await screen.findByLabelText('As measured, hours');
  expect(await screen.findByText('Once it is full, history takes roughly 59.1 MiB on disk for each server, 118 MiB for the 2 that have some.')).toBeVisible();
  await userEvent.clear(raw);
  await userEvent.type(raw, '3');
  expect(await screen.findByText(/^Enter 24 hours or more/)).toBeVisible();
  expect(raw).toBeInvalid();
  await userEvent.clear(raw);
  await userEvent.type(raw, '24');
  expect(await screen.findByText(/^Values as they were measured from .* roughly 230,000\.$/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Save how long history is kept' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete older history?' });
  expect(await within(dialog).findByText(/roughly 230,000/)).toBeVisible();
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save and delete' }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([{ keep: { ...usual, rawHours: 24 } }, { keep: { ...usual, rawHours: 24 }, agreed: true }]);
});

it('keeps hours no shorter than their parts, and says so beside the field', async () => {
  render(<ApiProvider><TooltipProvider><main><HistoryForm /></main></TooltipProvider></ApiProvider>);
  const short = await screen.findByLabelText('Of 5 minutes, days');
  const long = screen.getByLabelText('Of an hour, days');
  await userEvent.clear(long);
  await userEvent.type(long, '60');
  await userEvent.clear(short);
  await userEvent.type(short, '90');
  expect(await screen.findByText(/^Keep the values of an hour for as long/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Save how long history is kept' }));
  expect(sent).toEqual([]);
});
