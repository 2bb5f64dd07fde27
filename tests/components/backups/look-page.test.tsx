import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { LookPage } from '@/components/backups/look-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { BackupLook, BackupStepLook } from '@/lib/contract/backup-look';
import { axeFinds } from '../../support/axe-dom';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push, replace: () => undefined }), usePathname: () => '/servers/one/backups/now', useSearchParams: () => new URLSearchParams() }));
vi.setConfig({ testTimeout: 30_000 }); // axe, on a busy machine
afterEach(() => void vi.unstubAllGlobals());
beforeEach(() => push.mockClear());

const step = (id: string, changes: Partial<BackupStepLook>): BackupStepLook => ({ id, title: id, guide: null, why: 'Why.', departure: null, departs: false, state: 'planned', blockedBy: null, notNeeded: null, commands: [], usually: 60_000, destroys: [], restarts: [], irreversible: null, interruptible: true, isLater: false, ...changes });
const place = (id: string, path: string) => ({ id, place: { kind: 'directory', path }, passphrase: { isSet: true }, repositoryId: null, createdAt: '2026-11-01T00:00:00.000Z' });
const look: BackupLook = {
  askedAt: new Date().toISOString(), destination: 'd1', quiesced: false, will: ['Makes the repository in /mnt/backup, encrypted with its passphrase.', 'Elasticsearch is recreated.'], guard: [], blockers: [],
  steps: [step('Make the repository', { commands: [{ kind: 'script', text: 'sh repository.sh /mnt/backup <<< ••••••', as: 'root', effect: 'changes', why: 'Makes it', file: null, script: null }] }), step('Read it back', { isLater: true })],
  usually: 1_400_000, lastTook: null, away: null, shown: 'what-was-shown',
};
let sent: { verb: string; body: unknown }[];
function show(answer: Partial<BackupLook>, { start = () => Response.json({ run: 'r1' }), destinations = [place('d1', '/mnt/backup')] }: { start?: () => Response; destinations?: object[] } = {}): void {
  sent = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const verb = /\/v1\/([a-z.-]+)/.exec(url)?.[1] ?? '';
    const body = init?.method === 'POST' ? (JSON.parse(init.body as string) as { destination: string; copyTo?: string; quiesced?: true }) : null;
    if (body) sent.push({ verb, body });
    return Promise.resolve(verb === 'backup-destination.list' ? Response.json(destinations) : verb === 'backup.start' ? start() : Response.json({ ...look, ...answer, destination: body?.destination ?? '', copyTo: body?.copyTo ?? null, quiesced: body?.quiesced === true }));
  });
  render(<ApiProvider><TooltipProvider><LookPage server="one" /></TooltipProvider></ApiProvider>);
}
const button = () => screen.getByRole('button', { name: 'Start the backup' });

it('asks the server by itself, says what will happen before it does, and starts what was shown', async () => {
  show({});
  expect((await screen.findAllByText('A backup to /mnt/backup can be started.'))[0]).toBeVisible();
  expect(screen.getByText('Makes the repository in /mnt/backup, encrypted with its passphrase.')).toBeVisible();
  expect(screen.getByText(/^Usually 23 min/)).toBeVisible();
  expect(screen.getByText(/^Redis is not backed up, and is safe to lose: /)).toBeVisible();
  expect(screen.getByText(/can be written and has room/)).toBeVisible();
  expect(screen.getByText(/Planned when it is its turn/)).toBeInTheDocument();
  await userEvent.click(screen.getByText('Every command: 2 steps, 1 command known so far'));
  await userEvent.click(screen.getByRole('button', { name: /Make the repository/ }));
  expect(screen.getByText(/sh repository\.sh/)).toBeVisible();
  expect(await axeFinds()).toEqual([]);
  expect(sent).toEqual([{ verb: 'backup.look', body: { server: 'one', destination: 'd1' } }]);
  await userEvent.click(button());
  await waitFor(() => expect(push).toHaveBeenCalledWith('/servers/one/runs/r1'));
  expect(sent[1]).toEqual({ verb: 'backup.start', body: { server: 'one', destination: 'd1', shown: 'what-was-shown' } });
});

it('says in its first line and before all else what it restarts', async () => {
  show({ steps: [step('Give Elasticsearch a place', { restarts: ['Elasticsearch is recreated. For about a minute ClearML answers with errors.'] })] });
  expect((await screen.findAllByText('A backup to /mnt/backup can be started. Elasticsearch is recreated.'))[0]).toBeVisible();
  expect(screen.getByText('This will restart')).toBeVisible();
  expect(screen.getByText('Nothing stops it')).toBeVisible();
  expect(await axeFinds()).toEqual([]);
});

it('does not start what the guard refuses or a step can not do, and says what to do', async () => {
  show({ blockers: ['No container of MongoDB runs.'], guard: [{ kind: 'clock', outcome: 'warn', message: 'The clock is behind.', remedy: 'Set it right.' }, { kind: 'mounted', outcome: 'refuse', message: 'The destination is not mounted.', remedy: 'Mount it.' }] });
  expect((await screen.findAllByText('No backup can be started now: 2 things stand against it.'))[0]).toBeVisible();
  expect(button()).toBeDisabled();
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent).filter((text) => /Stops it|Warning/.test(text))).toEqual(['Stops itNo container of MongoDB runs.', 'Stops itThe destination is not mounted.Mount it.', 'WarningThe clock is behind.Set it right.']);
  expect(await axeFinds()).toEqual([]);
});

it('looks again when something else stands there by the time of the start', async () => {
  show({ guard: [{ kind: 'clock', outcome: 'warn', message: 'The clock is behind.', remedy: 'Set it right.' }] }, { start: () => Response.json({ error: { code: 'conflict', reason: 'shown.other', message: 'The backup would restart something else by now.' } }, { status: 409 }) });
  expect((await screen.findAllByText('A backup to /mnt/backup can be started, with 1 warning.'))[0]).toBeVisible();
  await userEvent.click(button());
  expect(await screen.findByText('The backup would restart something else by now.')).toBeVisible();
  await waitFor(() => expect(sent.map(({ verb }) => verb)).toEqual(['backup.look', 'backup.start', 'backup.look']));
  expect(push).not.toHaveBeenCalled();
});

it('asks anew for another destination, and never starts one by the look at another', async () => {
  show({}, { destinations: [place('d1', '/mnt/backup'), place('d2', '/mnt/other')] });
  await waitFor(() => expect(button()).toBeEnabled());
  await userEvent.selectOptions(screen.getByLabelText('Destination'), '/mnt/other');
  expect((await screen.findAllByText('A backup to /mnt/other can be started.'))[0]).toBeVisible();
  await userEvent.click(button());
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ verb: 'backup.start', body: { destination: 'd2' } }));
});

it('says how long ClearML is away before it is stopped for a backup, and starts none by the look at one that stops nothing', async () => {
  show({ away: 240_000 });
  await waitFor(() => expect(button()).toBeEnabled());
  expect(screen.queryByText(/ClearML is away/)).toBeNull();
  await userEvent.click(screen.getByLabelText(/^Stop ClearML while it is stored/));
  expect(await screen.findByText('ClearML is away for about 5 min: as long as storing took the last time, and a minute to stop and start.')).toBeVisible();
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(button());
  await waitFor(() => expect(sent.at(-1)).toEqual({ verb: 'backup.start', body: { server: 'one', destination: 'd1', shown: 'what-was-shown', quiesced: true } }));
  expect(sent.filter(({ verb }) => verb === 'backup.look').map(({ body }) => (body as { quiesced?: true }).quiesced)).toEqual([undefined, true]);
});

it('copies to another destination where one is chosen, and is looked at anew for that', async () => {
  show({}, { destinations: [place('d1', '/mnt/backup'), place('d2', '/mnt/other')] });
  await waitFor(() => expect(button()).toBeEnabled());
  expect(within(screen.getByLabelText('And copy to')).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Nowhere else', '/mnt/other']);
  await userEvent.selectOptions(screen.getByLabelText('And copy to'), '/mnt/other');
  await waitFor(() => expect(button()).toBeEnabled());
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(button());
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ server: 'one', destination: 'd1' }, { server: 'one', destination: 'd1', copyTo: 'd2' }, { server: 'one', destination: 'd1', copyTo: 'd2', shown: 'what-was-shown' }]));
  // What it goes to already is no place for its copy.
  await userEvent.selectOptions(screen.getByLabelText('Destination'), '/mnt/other');
  expect(screen.getByLabelText('And copy to')).toHaveValue('');
});

it('leads to the destinations where there is none', async () => {
  show({}, { destinations: [] });
  expect(await screen.findByRole('link', { name: 'Choose a destination' })).toHaveAttribute('href', '/servers/one/backups');
  expect(sent).toEqual([]);
});
