import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { RemoveServer } from '@/components/servers/remove-server';

const toast = vi.hoisted(() => vi.fn());
vi.mock('sonner', () => ({ toast }));
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/', useSearchParams: () => new URLSearchParams() }));
afterEach(() => vi.unstubAllGlobals());

it('clears nothing on the server unless that is ticked', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.includes('backup-destination.list')) return Promise.resolve(Response.json([{ id: 'a'.repeat(20), place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { isSet: true }, secret: { isSet: false }, repositoryId: null, createdAt: '2026-11-30T00:00:00.000Z' }]));
    if (!url.includes('server.leftovers')) sent.push(JSON.parse(typeof init?.body === 'string' ? init.body : '{}'));
    return Promise.resolve(Response.json(url.includes('server.leftovers') ? { reachable: true, runDirectories: 3, bytes: 2048, paths: ['/var/lib/groundcrew/runs'], message: 'The console left 3 run directories.' } : {}));
  });
  render(<ApiProvider><RemoveServer server="alpha" open onOpenChange={() => undefined} /></ApiProvider>);
  const box = await screen.findByRole('checkbox', { name: /Also clear the outputs of runs/ });
  expect(box).not.toBeChecked();
  expect(screen.getByText('The console left 3 run directories.')).toBeInTheDocument();
  // Without the passphrase nobody reads what lies there: that is said before it goes.
  expect(await screen.findByText(/^The passphrase of its backups.* they stay at \/mnt\/backup, and only who has kept the passphrase can read them$/)).toBeInTheDocument();
  await userEvent.type(screen.getByRole('textbox'), 'alpha');
  await userEvent.click(screen.getByRole('button', { name: 'Remove the server' }));
  await vi.waitFor(() => { expect(sent).toEqual([{ server: 'alpha', confirm: 'alpha', clear: false }]); });
  await vi.waitFor(() => { expect(toast).toHaveBeenCalledWith('alpha was removed from this console.', { description: 'Nothing was changed on the server. What was run stays in Activity.' }); });
  expect(screen.queryByText(/Its runs and their output/)).toBeNull(); // they stay
});
