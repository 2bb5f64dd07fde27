import { render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { Fleet } from '@/components/servers/fleet';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Server } from '@/lib/contract/server';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined, replace: () => undefined }), usePathname: () => '/', useSearchParams: () => new URLSearchParams() }));
vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
afterEach(() => void vi.unstubAllGlobals());

const server = (name: string, more: Partial<Server>) => ({ id: name, name, address: '192.0.2.1', login: 'root', state: 'installed', sentence: '', openRunId: null, lastSeenAt: null, ...more }) as Server;
const at = (hours: number) => new Date(Date.now() - hours * 3_600_000 - 60_000).toISOString();

it('says how old the last backup of each server is, and warns of one that is old or missing where ClearML is', async () => {
  const servers = [server('good', { lastBackup: { at: at(3), isOld: false } }), server('late', { lastBackup: { at: at(50), isOld: true } }), server('bare', { state: 'attention', lastBackup: null }), server('fresh', { state: 'new', lastBackup: null })];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(servers)));
  render(<ApiProvider><TooltipProvider><Fleet initial={servers} /></TooltipProvider></ApiProvider>);
  const cells = () => within(screen.getByRole('table', { name: 'Servers' })).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell')[4]?.textContent.replace('Last backup', ''));
  await waitFor(() => expect(cells()).toEqual(['3 hours ago', '2 days ago', 'None', '–']));
  // An icon goes with each warning.
  expect(within(screen.getByRole('table', { name: 'Servers' })).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell')[4]?.querySelector('svg') !== null)).toEqual([false, true, true, false]);
});
