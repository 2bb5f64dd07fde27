import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { FilesPage } from '@/components/restore/files-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const pushed = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: pushed }) }));
afterEach(() => vi.unstubAllGlobals());

const chosen = { destination: 'd'.repeat(20), set: 's'.repeat(20) };
const entry = (name: string, kind: string, isLossy = false) => ({ name, kind, bytes: kind === 'file' ? 2048 : null, at: '2026-01-01T00:00:00.000Z', isLossy });

it('goes from folder to folder and puts one file back, whatever it is called', async () => {
  const [asked, sent]: unknown[][] = [[], []];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (init?.method === 'POST') {
      sent!.push(JSON.parse(init.body as string));
      return Promise.resolve(Response.json({ run: '0123456789abcdefghjk' }));
    }
    const input = JSON.parse(new URL(url, 'http://x').searchParams.get('input')!) as { folder: string; after: string };
    asked!.push([input.folder, input.after]);
    return Promise.resolve(Response.json(input.folder === '/' ? { entries: [entry('company', 'folder')], total: 1, hasMore: false } : { entries: [entry('<b>\u202ex', 'file'), entry('z\ufffd', 'file', true), entry('soft', 'link')], total: 5, hasMore: input.after === '' }));
  });
  render(<ApiProvider><TooltipProvider><FilesPage server="alpha" chosen={chosen} /></TooltipProvider></ApiProvider>);
  await userEvent.click(await screen.findByRole('button', { name: 'company' }, { timeout: 20_000 }));
  expect(await screen.findByText('<b>‹U+202E›x', {}, { timeout: 20_000 })).toBeVisible();
  // Neither a link nor what can't be named is put back by itself.
  expect(screen.getAllByRole('button', { name: /^Put back/ })).toHaveLength(1);
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Later names' }));
  await vi.waitFor(() => expect(asked).toEqual([['/', ''], ['/company', ''], ['/company', 'soft']]));
  await userEvent.click(await screen.findByRole('button', { name: /^Put back/ }));
  await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('/servers/alpha/runs/0123456789abcdefghjk'));
  expect(sent).toEqual([{ server: 'alpha', ...chosen, path: '/company/<b>\u202ex' }]);
  await userEvent.click(screen.getByRole('button', { name: 'Up' }));
  expect(await screen.findByRole('button', { name: 'company' })).toBeVisible();
});
