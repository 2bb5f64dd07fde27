import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { RestorePage } from '@/components/restore/restore-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import { mostRestorable } from '@/lib/contract/restore';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const pushed = vi.fn();
let isRefused = false;
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: pushed }) }));
afterEach(() => { vi.unstubAllGlobals(); pushed.mockClear(); isRefused = false; });

const destination = { id: 'd'.repeat(20), place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { isSet: true }, repositoryId: null, createdAt: '2026-01-01T00:00:00.000Z' };
const set = 's'.repeat(20);
const installed = { state: 'running', sentence: 'Installing restic.' };
const step = { id: 'restore/mongodb', title: 'Restore MongoDB', guide: null, why: 'why', departure: null, state: 'planned', blockedBy: null, commands: [], usually: 1000, destroys: ['all that MongoDB holds now'], restarts: [], irreversible: null, interruptible: true };
const threeDays = 3 * 86_400_000 + 60_000;
const look = { set, startedAt: new Date(Date.now() - threeDays).toISOString(), parts: ['mongodb'], areFilesCompared: false, first: { lastTook: 4_200_000 }, away: { took: 2_400_000, drilledAt: '2026-11-28T12:00:00.000Z', isPart: false }, sizes: [{ source: 'files', bytes: 812 * 2 ** 30 }], losses: [{ source: 'mongodb', name: '<b>backend.task', now: 15, then: 12, unit: 'documents' }], more: 0, findings: [] as unknown[], configuration: [] as string[], steps: [{ ...step, id: 'backups/mongodb', title: 'Back up MongoDB', destroys: [] }, step], shown: 'shown' };

function serve(findings: unknown[] = [], { left = null as object | null, destinations = [destination] as object[], save = () => Response.json({ destination, made: null }), chosen = {}, sets = [set], known = {}, looks = [] as object[] } = {}): unknown[] {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const verb = /v1\/([\w.-]+)/.exec(url)?.[1] ?? '';
    const asked = JSON.parse(new URL(url, 'http://alpha').searchParams.get('input') ?? '{}') as { skip?: number };
    if (init?.method === 'POST') sent.push([verb, JSON.parse(init.body as string)]);
    if (verb === 'restore.start' && isRefused) return Promise.resolve(Response.json({ error: { code: 'conflict', reason: 'shown.other', message: 'It would do something else by now.' } }, { status: 409 }));
    if (verb === 'backup-destination.save') {
      const answer = save();
      if (answer.ok) destinations = [destination];
      return Promise.resolve(answer);
    }
    const answers: Record<string, unknown> = { 'backup-destination.list': destinations, 'restore.find': sets.slice(asked.skip, (asked.skip ?? 0) + mostRestorable).map((each) => ({ set: each, at: '2026-01-01T03:00:00.000Z', startedAt: '2026-01-01T00:00:00.000Z', server: 'alpha', known: null, ...known })), 'restore.look': { ...look, findings, ...(verb === 'restore.look' ? looks.shift() : {}) }, 'restore.left': left, 'run.get': { ...installed } };
    return Promise.resolve(Response.json(verb in answers ? answers[verb] : { run: '0123456789abcdefghjk' }));
  });
  render(<ApiProvider><TooltipProvider><RestorePage server="alpha" chosen={chosen} /></TooltipProvider></ApiProvider>);
  return sent;
}

async function toLook(): Promise<void> {
  await screen.findByRole('option', { name: / of alpha · / }, { timeout: 20_000 });
  await userEvent.selectOptions(screen.getByLabelText('Backup'), set);
  await userEvent.click(screen.getByRole('button', { name: 'Look what it would do' }));
  await screen.findByText(/<b>backend.task/, {}, { timeout: 20_000 });
}

it('shows what is lost before it starts, and starts what was shown once the name is typed', async () => {
  const sent = serve();
  await toLook();
  expect(screen.getByText('15 documents')).toBeVisible();
  expect(screen.getByText('12 documents')).toBeVisible();
  expect(screen.getByText('What is there now is backed up first (the last backup to that place took 1 h 10 min). Then ClearML is stopped, for about 40 min by the drill of Nov 28, 2026. Restored: the file server (812 GiB).')).toBeVisible();
  expect(screen.getByText('The files are not compared: what was uploaded since is lost.')).toBeVisible();
  // Each step is one press away, under what it belongs to.
  expect(screen.getAllByRole('group').filter((fold) => fold.tagName === 'DETAILS').map((fold) => [fold.hasAttribute('open'), /: 1 step,/.test(fold.textContent), fold.textContent.includes('Restore MongoDB')])).toEqual([[false, true, false], [false, true, true]]);
  await userEvent.click(screen.getByRole('button', { name: 'Restore this backup…' }));
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getByText('all that MongoDB holds now')).toBeVisible();
  expect(dialog).toHaveAccessibleName(/^Restore the backup of .+, from \/mnt\/backup\?$/);
  expect(dialog).toHaveAccessibleDescription('3 days of work are lost: everything since. Restored: MongoDB, Elasticsearch, and the file server.');
  expect(within(dialog).getByText('Replaced; a copy is made first and kept for 7 days at /mnt/backup')).toBeVisible();
  await userEvent.type(within(dialog).getByLabelText('Type alpha to confirm'), 'alpha');
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Restore' }));
  await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('/servers/alpha/runs/0123456789abcdefghjk'));
  expect(sent).toEqual([['restore.start', { server: 'alpha', destination: destination.id, set, parts: ['mongodb', 'elasticsearch', 'files'], safety: { kind: 'backup', destination: destination.id }, shown: 'shown', confirm: 'alpha' }]]);
});

it('can not be started against a refusal, nor without a backup of what is there and without a reason for that', async () => {
  serve([{ outcome: 'refuse', message: 'It does not fit.', remedy: 'Choose another.' }]);
  await toLook();
  expect(screen.getByText('It does not fit.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Restore this backup…' })).toBeDisabled();
});

it('wants a reason in place of a backup', async () => {
  serve();
  await screen.findByRole('option', { name: / of alpha · / }, { timeout: 20_000 });
  await userEvent.click(screen.getByRole('radio', { name: /Do not save it/ }));
  await toLook();
  const field = screen.getByLabelText('Why it need not be saved');
  expect(field).not.toHaveAttribute('aria-invalid');
  await userEvent.click(screen.getByRole('button', { name: 'Restore this backup…' }));
  expect([screen.queryByRole('dialog'), document.activeElement]).toEqual([null, field]);
  expect(field).toHaveAccessibleDescription(/Say in a few words/);
  await userEvent.type(field, 'it is all broken');
  expect(field).not.toHaveAttribute('aria-invalid');
  await userEvent.click(screen.getByRole('button', { name: 'Restore this backup…' }));
  expect(within(screen.getByRole('dialog')).getByText('This will be lost')).toBeVisible();
});

it('keeps what a dialog asks a nod for until that is closed, and asks anew when the console would do something else by now', async () => {
  isRefused = true;
  const looks = [{}, { shown: 'other', losses: [{ source: 'mongodb', name: 'backend.later', now: 99, then: 12, unit: 'documents' }] }];
  serve([], { looks });
  await toLook();
  await userEvent.click(screen.getByRole('button', { name: 'Restore this backup…' }));
  const dialog = screen.getByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Type alpha to confirm'), 'alpha');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Restore' }));
  expect(await within(dialog).findByText('It would do something else by now.')).toBeVisible();
  await vi.waitFor(() => expect(looks).toEqual([]));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.getByText(/<b>backend.task/)).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  expect(await screen.findByText(/backend.later/, {}, { timeout: 20_000 })).toBeVisible();
  expect(screen.queryByText(/<b>backend.task/)).toBeNull();
});

it('calls a backup by when it was begun, with its size and proof where they are known', async () => {
  serve([], { known: { known: { bytes: 812 * 2 ** 30, verifiedAt: '2026-01-01T03:00:00.000Z', provenAt: '2026-11-28T12:00:00.000Z' } } });
  const begun = new Date('2026-01-01T00:00:00.000Z').toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  expect(await screen.findByRole('option', { name: `${begun} of alpha · 812 GiB · proven Nov 28, 2026` }, { timeout: 20_000 })).toBeInTheDocument();
});

it('offers to go back after a restore that was cancelled half way, without a backup of what is half replaced, and to start ClearML', async () => {
  const safety = { destination: destination.id, set };
  const sent = serve([], { left: { run: 'r'.repeat(20), isOpen: false, left: 'half', safety } });
  expect(await screen.findByRole('link', { name: 'Go back to what was there before' }, { timeout: 20_000 })).toHaveAttribute('href', `/servers/alpha/backups/restore?destination=${destination.id}&set=${set}`);
  expect(screen.getByRole('link', { name: 'Open it to go on' })).toHaveAttribute('href', `/servers/alpha/runs/${'r'.repeat(20)}`);
  expect(screen.getByRole('radio', { name: /Do not save it/ })).toBeChecked();
  expect(screen.getByLabelText('Why it need not be saved')).toHaveValue('What is there now was half replaced by another restore.');
  await userEvent.click(screen.getByRole('button', { name: 'Start ClearML as it is' }));
  await vi.waitFor(() => expect(sent).toEqual([['restore.release', { server: 'alpha' }]]));
});

it('offers nothing that can not be started while the restore that stopped is still open', async () => {
  serve([], { left: { run: 'r'.repeat(20), isOpen: true, left: 'half', safety: null } });
  expect(await screen.findByText(/cancel it first\. There is no backup of what was there before it/, {}, { timeout: 20_000 })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open it to go on' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Start ClearML as it is' })).toBeNull();
});

it('restores the configuration only where that is chosen, and then says what of it becomes another', async () => {
  look.configuration.push('"/opt/allegro/constants.env" differs, and is replaced: PASSWORD.');
  serve();
  await screen.findByRole('option', { name: / of alpha · / }, { timeout: 20_000 });
  expect(screen.getByLabelText(/^The configuration/)).not.toBeChecked();
  expect(screen.queryByText(/do not fit together/)).toBeNull();
  await userEvent.click(screen.getByLabelText(/^The configuration/));
  await toLook();
  expect(screen.getByText(/constants\.env" differs, and is replaced: PASSWORD\.$/)).toBeVisible();
  look.configuration.pop();
});

it('asks for the place and the passphrase of backups that were made elsewhere, and has restic installed where the server lacks it', async () => {
  let hasRestic = false;
  const sent = serve([], { destinations: [], save: () => (hasRestic ? Response.json({ destination, made: null }) : Response.json({ error: { code: 'conflict', reason: 'backup.no-restic', message: 'The server has no restic.' } }, { status: 409 })) });
  await userEvent.type(await screen.findByLabelText('Directory', {}, { timeout: 20_000 }), '/mnt/old');
  // None can be made for what lies there.
  expect(screen.queryByRole('radio', { name: /Have one made/ })).toBeNull();
  await userEvent.type(screen.getByLabelText('The passphrase'), 'correct horse battery');
  await userEvent.click(screen.getByRole('button', { name: 'Look for backups there' }));
  expect(await screen.findByRole('button', { name: 'Install restic on the server' })).toBeVisible();
  // What was entered, and the passphrase above all, stays while restic is installed: it is watched here.
  await userEvent.click(screen.getByRole('button', { name: 'Install restic on the server' }));
  expect((await screen.findAllByText('Installing restic.'))[0]).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open its page in a new tab' })).toHaveAttribute('target', '_blank');
  expect([screen.getByLabelText('Directory'), screen.getByLabelText('The passphrase')].map((field) => (field as HTMLInputElement).value)).toEqual(['/mnt/old', 'correct horse battery']);
  hasRestic = true;
  installed.state = 'done';
  // By itself it is asked once more, with what was entered.
  expect(await screen.findByRole('option', { name: / of alpha · / }, { timeout: 20_000 })).toBeInTheDocument();
  expect(screen.queryByText('The server has no restic.')).toBeNull();
  expect(pushed).not.toHaveBeenCalled();
  const save = ['backup-destination.save', { server: 'alpha', destination: { id: null, place: { kind: 'directory', path: '/mnt/old' }, secret: { action: 'keep' }, passphrase: { action: 'set', value: 'correct horse battery' }, holdsBackups: true } }];
  expect(sent).toEqual([save, ['restore.prepare', { server: 'alpha' }], save]);
});

it('begins with the backup that a link named', async () => {
  serve([], { chosen: { destination: destination.id, set } });
  await screen.findByRole('option', { name: / of alpha · / }, { timeout: 20_000 });
  expect(screen.getByLabelText('Backup')).toHaveValue(set);
  expect(screen.getByRole('button', { name: 'Look what it would do' })).toBeVisible();
});

it('leads to every backup where more lie there than are listed at once', async () => {
  const sets = Array.from({ length: mostRestorable + 1 }, (_, index) => String(index).padStart(20, '0'));
  serve([], { sets });
  await userEvent.click(await screen.findByRole('button', { name: 'Older ones' }, { timeout: 20_000 }));
  await vi.waitFor(() => expect(within(screen.getByLabelText('Backup')).getAllByRole('option').map((option) => (option as HTMLOptionElement).value)).toEqual(['', sets.at(-1)]));
  expect(screen.queryByRole('button', { name: 'Older ones' })).toBeNull();
  expect(screen.getByText(/without the newest 400/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Newer ones' }));
  await vi.waitFor(() => expect(within(screen.getByLabelText('Backup')).getAllByRole('option')).toHaveLength(mostRestorable + 1));
});

it('offers to drill a backup that was made elsewhere beside what is there, and says how that went before', async () => {
  serve([], { known: { drilled: { outcome: 'damaged', endedAt: '2026-11-28T12:00:00.000Z' } } });
  expect(await screen.findByRole('option', { name: / of alpha · made elsewhere · found damaged here Nov 28, 2026$/ }, { timeout: 20_000 })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Drill it on this server' })).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText('Backup'), set);
  expect(screen.getByText('A drill of Nov 28, 2026, 12:00 PM found this backup damaged.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Drill it on this server' })).toHaveAttribute('href', `/servers/alpha/backups/drill?set=${set}&destination=${destination.id}`);
});
