import { render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { LastBackup } from '@/components/backups/last-backup';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/servers/one' }));
afterEach(() => void vi.unstubAllGlobals());

const ago = new Date(Date.now() - 2 * 3_600_000 - 60_000).toISOString();
const set = { id: 'a', destination: 'd', run: null, startedAt: ago, endedAt: ago, state: 'complete', verifiedAt: ago, provenAt: null, bytes: 2048, parts: [{ source: 'files', bytes: 2048, state: 'complete' }] };

it.each([
  ['none', [], 'Nothing was backed up yet.', 'Set up backups'],
  ['one', [set], 'The last complete backup is 2 hours old: 2.0 KiB at /mnt/backup. It was read back. None was ever proven by a restore drill.', 'All backups'],
])('tells the overview how safe the data are, and leads to the page: %s', async (_, sets, sentence, link) => {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json(url.includes('backup-set.list') ? sets : [{ id: 'd', place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { isSet: true }, repositoryId: null, createdAt: ago }])));
  render(<ApiProvider><LastBackup server="one" /></ApiProvider>);
  expect(await screen.findByText(sentence)).toBeVisible();
  expect(screen.getByRole('link', { name: link })).toHaveAttribute('href', '/servers/one/backups');
});

it('says that the destinations could not be told, instead of loading for ever', async () => {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(url.includes('backup-set.list') ? Response.json([set]) : Response.json({ error: { code: 'storage', message: 'The database does not answer.' } }, { status: 400 })));
  render(<ApiProvider><LastBackup server="one" /></ApiProvider>);
  expect(await screen.findByText('The database does not answer.')).toBeVisible();
});
