import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { BackupsPage } from '@/components/backups/backups-page';
import type { ListedSet } from '@/components/backups/backups-sentence';
import { contentWords } from '@/components/backups/set-contents';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { ListedBackupDestination } from '@/lib/contract/backup-destination';
import type { Server } from '@/lib/contract/server';
import { axeFinds } from '../../support/axe-dom';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined, replace: () => undefined }), usePathname: () => '/servers/one/backups', useSearchParams: () => new URLSearchParams() }));
vi.setConfig({ testTimeout: 30_000 }); // axe and typing, on a busy machine
// Each choice of a zone draws hundreds of options otherwise.
beforeEach(() => void vi.spyOn(Intl, 'supportedValuesOf').mockReturnValue(['UTC']));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const server = { id: '1', name: 'one', address: '192.0.2.1', login: 'root', state: 'installed', openRunId: null } as Server;
const destination: ListedBackupDestination = { id: 'd'.repeat(20), place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { isSet: true }, passphraseKeptAt: '2026-11-01T00:00:00.000Z', complete: 1, incomplete: 0, scheduled: null, secret: { isSet: false }, repositoryId: 'f'.repeat(64), createdAt: '2026-11-01T00:00:00.000Z' };
const hour = (ago: number) => new Date(Date.now() - ago * 3_600_000).toISOString();
const complete: ListedSet = { id: 'a'.repeat(20), destination: destination.id, run: 'a'.repeat(20), startedAt: hour(6.1), endedAt: hour(6), state: 'complete', verifiedAt: hour(6), provenAt: null, bytes: 2048, parts: [{ source: 'mongodb', bytes: 1024, state: 'complete' }, { source: 'files', bytes: 1024, state: 'complete' }] };
const half: ListedSet = { ...complete, id: 'b'.repeat(20), run: 'b'.repeat(20), startedAt: hour(30), endedAt: hour(29), state: 'incomplete', verifiedAt: null, parts: [{ source: 'mongodb', bytes: 1024, state: 'complete' }, { source: 'files', bytes: 0, state: 'incomplete' }] };
const refusal = (fields: object) => Response.json({ error: { code: 'invalid_input', message: 'Some of it can not be taken.', fields } }, { status: 400 });

let sent: { verb: string; body: unknown }[];
let limits: (number | undefined)[];
interface World { answers?: Record<string, unknown>; stopped?: string; destinations?: ListedBackupDestination[]; sets?: ListedSet[]; server?: Server; save?: () => Response }
function show({ answers: more = {}, stopped, destinations = [], sets = [], server: of = server, save = () => Response.json({ destination: { ...destination, repositoryId: null }, made: 'Made24lettersAndDigits123' }) }: World): void {
  [sent, limits] = [[], []];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const verb = /\/v1\/([a-z.-]+)/.exec(url)?.[1] ?? '';
    if (init?.method === 'POST') sent.push({ verb, body: JSON.parse(init.body as string) as unknown });
    if (verb === 'backup-destination.save') {
      const answer = save();
      if (answer.ok) destinations = [destination];
      return Promise.resolve(answer);
    }
    const answers: Record<string, unknown> = { 'backup-set.list': sets, 'backup-destination.list': destinations, 'server.get': of, 'restore.left': null, 'backup.troubles': [], 'console-backup.get': { passphrase: { isSet: true }, backups: [{}] }, 'run.get': { id: 'r', serverName: 'one', title: 'Back up ClearML', kind: 'backup', createdAt: hour(1), state: 'running', sentence: 'Step 4 of 12: back up MongoDB.', progress: { done: 3, total: 12, left: null }, steps: [] }, 'backup.stopped': { run: stopped ?? null }, 'backup.release': { run: 's' }, 'backup-destination.remove': {}, 'backup-schedule.get': { saved: null, next: [], place: '/mnt/backup', waits: null, skipped: [], drill: { next: null, waits: null, skipped: null } }, 'backup-schedule.preview': { problem: null, next: [], nextDrill: null, retention: { complete: [], apart: [] } }, ...more };
    const input = JSON.parse(new URL(url, 'http://x').searchParams.get('input') ?? '{}') as { limit?: number };
    if (verb === 'backup-set.list') {
      limits.push(input.limit);
      return Promise.resolve(Response.json(sets.slice(0, input.limit)));
    }
    return Promise.resolve(Response.json(verb in answers ? answers[verb] : {}));
  });
  render(<ApiProvider><TooltipProvider><BackupsPage initial={of} /></TooltipProvider></ApiProvider>);
}

it('says that nothing was backed up, what a backup holds, and takes the first destination: nobody goes on without having kept the passphrase', async () => {
  show({});
  expect(await screen.findByText('Nothing was backed up yet.')).toBeVisible();
  expect(screen.getByText('MongoDB')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Back up now' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Restore a backup made elsewhere' })).toHaveAttribute('href', '/servers/one/backups/restore');
  expect(await axeFinds()).toEqual([]);
  await userEvent.type(screen.getByLabelText('Directory'), '/opt/allegro/backup');
  await userEvent.click(screen.getByRole('button', { name: 'Save the destination' }));
  expect(await screen.findByText(/ClearML keeps its own data there/)).toBeVisible();
  expect(screen.getByLabelText('Directory')).toHaveAttribute('aria-invalid', 'true');
  expect(sent).toEqual([]);

  await userEvent.clear(screen.getByLabelText('Directory'));
  await userEvent.type(screen.getByLabelText('Directory'), '/mnt/backup');
  await userEvent.click(screen.getByRole('button', { name: 'Save the destination' }));
  expect(await screen.findByText('Made24lettersAndDigits123')).toBeVisible();
  expect(sent).toEqual([{ verb: 'backup-destination.save', body: { server: 'one', destination: { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'make' }, secret: { action: 'keep' } } } }]);
  expect(screen.getByText('If it is lost, nobody can read the backups.')).toBeVisible();
  expect(screen.getByRole('group', { name: 'The passphrase' })).toHaveFocus();
  expect(screen.queryByRole('link', { name: 'Back up now' })).toBeNull();
  expect(await axeFinds()).toEqual([]);
  expect(screen.getByRole('button', { name: 'Go on to the backups' })).toBeDisabled();
  await userEvent.click(screen.getByLabelText('I have kept it'));
  expect(screen.getByRole('button', { name: 'Download how to restore by hand from /mnt/backup' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Go on to the backups' }));
  expect(sent[1]).toEqual({ verb: 'backup-destination.kept', body: { server: 'one', destination: destination.id, passphrase: 'Made24lettersAndDigits123' } });
  expect(await screen.findByRole('link', { name: 'Back up now' })).toHaveAttribute('href', '/servers/one/backups/now');
  expect(screen.queryByText('Made24lettersAndDigits123')).toBeNull();
});

it('shows an entered passphrase to be kept as well, and what the console says against it beside its field', async () => {
  let isGood = false;
  show({ save: () => (isGood ? Response.json({ destination, made: null }) : refusal({ 'destination.passphrase': 'It does not open the repository.' })) });
  await userEvent.type(await screen.findByLabelText('Directory'), '/mnt/backup');
  await userEvent.click(screen.getByRole('radio', { name: /Enter one/ }));
  await userEvent.type(screen.getByLabelText('The passphrase'), 'too short');
  await userEvent.click(screen.getByRole('button', { name: 'Save the destination' }));
  expect(await screen.findByText(/Use at least 16 characters/)).toBeVisible();
  await userEvent.type(screen.getByLabelText('The passphrase'), ' and then longer');
  await userEvent.click(screen.getByRole('button', { name: 'Save the destination' }));
  expect(await screen.findByText('It does not open the repository.')).toBeVisible();
  isGood = true;
  await userEvent.click(screen.getByRole('button', { name: 'Save the destination' }));
  expect(await screen.findByText('too short and then longer')).toBeVisible();
});

it('lists what can be restored with its parts, apart from what counts for nothing and why', async () => {
  show({ destinations: [destination], sets: [complete, half] });
  expect(await screen.findByText('The last complete backup is 6 hours old: 2.0 KiB at /mnt/backup. It was read back. None was ever proven by a restore drill.')).toBeVisible();
  const rows = (name: string) => within(screen.getByRole('table', { name })).getAllByRole('row').slice(1).map((row) => row.textContent);
  expect(rows('Backups')).toHaveLength(1);
  // Until the clock of the page runs it shows the date.
  await waitFor(() => expect(rows('Backups')[0]).toMatch(/6 hours ago.*6 min.*2\.0 KiB.*MongoDB 1\.0 KiB.*Files 1\.0 KiB.*Not restored yet.*Restore.*Files.*Drill.*Run/));
  expect(rows('Incomplete backups')[0]).toMatch(/Not stored and read back: the file server\..*Incomplete/);
  expect(screen.getByRole('link', { name: 'Restore' })).toHaveAttribute('href', '/servers/one/backups/restore');
  expect(screen.getAllByRole('link', { name: /^Restore the backup of/ }).map((link) => link.getAttribute('href'))).toEqual([`/servers/one/backups/restore?destination=${destination.id}&set=${complete.id}`]);
  expect(screen.getAllByRole('link', { name: /^Run of/ })[0]).toHaveAttribute('href', `/servers/one/runs/${complete.run}`);
  expect(await axeFinds()).toEqual([]);
});

it('tells what a backup holds once that is opened, and what its manifest does not tell', async () => {
  const contents = { clearml: '3.25.0-612', mongodb: { collections: 57, documents: 1200 }, elasticsearch: { indices: 1, documents: 1_234_567 }, files: 2000 };
  show({ destinations: [destination], sets: [complete, { ...half, parts: [] }], answers: { 'backup-set.get': { ...complete, contents } } });
  const holds = await screen.findByText(/^What it holds/);
  expect(screen.queryByText(/^ClearML 3/)).toBeNull();
  await userEvent.click(holds);
  expect(await screen.findByText('ClearML 3.25.0-612')).toBeVisible();
  expect(within(screen.getByRole('table', { name: 'Backups' })).getAllByText(/: /).map(({ textContent }) => textContent)).toEqual(['MongoDB: 57 collections, 1,200 documents', 'Elasticsearch: 1 index, 1,234,567 documents', 'File server: 2,000 files']);
  expect(await axeFinds()).toEqual([]);
  expect(contentWords({ clearml: null, mongodb: null, elasticsearch: null, files: null })).toEqual(["Its manifest does not tell ClearML's version."]);
});

it('says at which places a backup lies, and takes it from either', async () => {
  const other: ListedBackupDestination = { ...destination, id: 'e'.repeat(20), place: { kind: 'directory', path: '/mnt/other' } };
  const copy = { destination: other.id, state: 'complete' as const, endedAt: hour(5), provenAt: null };
  show({ destinations: [destination, other], sets: [{ ...complete, copies: [copy] }, { ...complete, id: 'c'.repeat(20), startedAt: hour(40), copies: [{ ...copy, state: 'incomplete' }] }] });
  const [first = '', second = ''] = within(await screen.findByRole('table', { name: 'Backups' })).getAllByRole('row').slice(1).map(({ textContent }) => textContent);
  expect([first, second]).toEqual([expect.stringContaining('/mnt/backup/mnt/other'), expect.stringContaining('/mnt/backup/mnt/other (not complete there)')]);
  expect(screen.getAllByRole('link', { name: /^(?:Restore|Files|Drill) from \/mnt\/other/ }).map((link) => link.getAttribute('href'))).toEqual([`restore?destination=${other.id}&set=${complete.id}`, `files?destination=${other.id}&set=${complete.id}`, `drill?set=${complete.id}&destination=${other.id}`].map((end) => `/servers/one/backups/${end}`));
  expect(await axeFinds()).toEqual([]);
});

it('forgets a destination once the name is typed, and says that the backups stay', async () => {
  show({ destinations: [destination], sets: [complete] });
  await userEvent.click(await screen.findByRole('button', { name: 'Forget /mnt/backup' }));
  expect(screen.getByText(/The backups stay where they are/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Forget the destination' })).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Type one to confirm'), 'one');
  await userEvent.click(screen.getByRole('button', { name: 'Forget the destination' }));
  await waitFor(() => expect(sent).toEqual([{ verb: 'backup-destination.remove', body: { server: 'one', destination: destination.id, confirm: 'one' } }]));
});

it('edits a destination without asking for a passphrase that it has', async () => {
  show({ destinations: [destination], save: () => Response.json({ destination, made: null }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Edit /mnt/backup' }));
  expect(screen.getByRole('radio', { name: /Keep the stored one/ })).toBeChecked();
  // A repository that lies there opens with its own only.
  expect(screen.queryByRole('radio', { name: /Have one made/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Save the destination' }));
  await waitFor(() => expect(screen.queryByRole('radio', { name: /Keep the stored one/ })).toBeNull());
  expect(sent[0]?.body).toMatchObject({ destination: { id: destination.id, passphrase: { action: 'keep' } } });
});

it('shows the run that is open, instead of starting another', async () => {
  show({ destinations: [destination], sets: [{ ...half, endedAt: null, parts: [] }, complete], server: { ...server, openRunId: 'r' } });
  expect(await screen.findByText('Step 4 of 12: back up MongoDB.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Back up ClearML' })).toHaveAttribute('href', '/servers/one/runs/r');
  expect(screen.getByRole('button', { name: 'Back up now' })).toBeDisabled();
  await waitFor(() => expect(screen.getByText(/^Waits for/)).toHaveTextContent('Waits for “Back up ClearML”, open since 1 hour ago.'));
  expect(screen.queryByRole('table', { name: 'Incomplete backups' })).toBeNull();
});

it('offers no destination before there is a ClearML', async () => {
  show({ server: { ...server, state: 'new' } });
  expect(await screen.findByText('There is nothing to back up yet')).toBeVisible();
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('says that a backup has left ClearML stopped, and starts it with one button', async () => {
  show({ destinations: [destination], sets: [half], stopped: 'q' });
  expect(await screen.findByText('A backup has stopped ClearML, and could not start it again.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'That run' })).toHaveAttribute('href', '/servers/one/runs/q');
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Start ClearML' }));
  await waitFor(() => expect(sent).toEqual([{ verb: 'backup.release', body: { server: 'one' } }]));
});

it('tells of each place by itself what drills have found: how it ended, when, why, how long it took, how old the data were, and its run', async () => {
  const drill = { id: 'e'.repeat(20), set: complete.id, startedAt: hour(2.2), endedAt: hour(2), outcome: 'damaged' as const, took: null, age: 4 * 3_600_000, files: 'all' as const, sentence: "Restore MongoDB: its archive is not whole." };
  const copy = { destination: 'c'.repeat(20), state: 'complete' as const, endedAt: hour(5), provenAt: hour(1), drill: { ...drill, id: 'f'.repeat(20), endedAt: hour(1), outcome: 'proven' as const, took: 840_000, age: 5 * 3_600_000 } };
  const later = { ...complete, id: '9'.repeat(20), provenAt: hour(4), drill: { ...drill, set: '9'.repeat(20), outcome: 'failed' as const, sentence: 'The connection was cut.' } };
  show({ destinations: [destination, { ...destination, id: copy.destination, place: { kind: 'directory', path: '/mnt/second' } }], sets: [{ ...complete, drill, copies: [copy] }, later] });
  const table = await screen.findByRole('table', { name: 'Backups' });
  await waitFor(() => expect(within(table).getAllByRole('row')[1]?.textContent).toMatch(/Damaged2 hours ago.*its archive is not whole\. Its run.*at \/mnt\/backup.*Proven1 hour ago.*Took 14 min, data 5 hours old\. Its run.*at \/mnt\/second/));
  expect(within(table).getAllByRole('row')[2]?.textContent).toMatch(/Proven4 hours ago.*Last drill failed2 hours ago.*The connection was cut\./);
  expect(within(table).getAllByRole('link', { name: /^Run of the drill of the backup of / }).map((link) => link.getAttribute('href'))).toEqual(['e', 'f', 'e'].map((id) => `/servers/one/runs/${id.repeat(20)}`));
  expect(await axeFinds()).toEqual([]);
});

it('tells of a drill on another server where it ran, with its run there, and of one that is gone that it is', async () => {
  const drill = { id: 'e'.repeat(20), set: complete.id, startedAt: hour(2.2), endedAt: hour(2), outcome: 'proven' as const, took: 840_000, age: 4 * 3_600_000, files: 'all' as const, sentence: '', on: 'b'.repeat(20), onName: 'two' };
  const gone = { ...complete, id: '9'.repeat(20), provenAt: null, drill: { ...drill, set: '9'.repeat(20), outcome: 'damaged' as const, took: null, onName: null } };
  show({ destinations: [destination], sets: [{ ...complete, provenAt: hour(2), drill }, gone] });
  const table = await screen.findByRole('table', { name: 'Backups' });
  await waitFor(() => expect(within(table).getAllByRole('row')[1]?.textContent).toMatch(/Took 14 min, data 4 hours old\. Restored on two\. Its run/));
  expect(within(table).getAllByRole('row')[2]?.textContent).toMatch(/Damaged2 hours ago.*Restored on a server that is gone/);
  expect(within(table).getAllByRole('link', { name: /^Run of the drill of the backup of / }).map((link) => link.getAttribute('href'))).toEqual([`/servers/two/runs/${'e'.repeat(20)}`]);
  expect(screen.getByText(/a restore takes 14 min on another server, and its data were 4 hours old/)).toBeVisible();
});

it('reminds of a passphrase that nobody confirmed, shows it again by password, and warns of a console that is not backed up', async () => {
  show({ destinations: [{ ...destination, passphraseKeptAt: null }], sets: [complete], answers: { 'backup-destination.reveal': { passphrase: 'Made24lettersAndDigits123' }, 'console-backup.get': { passphrase: { isSet: false }, backups: [] } } });
  expect(await screen.findByText('Nobody confirmed that the passphrase of /mnt/backup was kept.')).toBeVisible();
  expect(await screen.findByText('This console holds the passphrases and is not backed up itself.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Back up this console' })).toHaveAttribute('href', '/settings#console-backup');
  await userEvent.click(screen.getByRole('button', { name: 'Keep the passphrase of /mnt/backup' }));
  expect(await axeFinds()).toEqual([]);
  await userEvent.type(screen.getByLabelText('Your password for this console'), 'my password');
  await userEvent.click(screen.getByRole('button', { name: 'Show the passphrase' }));
  expect(await screen.findByText('Made24lettersAndDigits123')).toBeVisible();
  expect(sent).toEqual([{ verb: 'backup-destination.reveal', body: { server: 'one', destination: destination.id, password: 'my password' } }]);
});

it('says what is wrong with the backups and what to do, and lets the alert be acknowledged', async () => {
  const alert = { id: 'al', check: 'monitoring/backups', state: 'firing', severity: 'fail', message: 'The newest complete backup is 40 hours old.', acknowledged: null, snoozedUntil: null, since: hour(4), told: 1 };
  show({
    destinations: [destination], sets: [complete], server: { ...server, health: { verdict: 'ill', sentence: '', firing: 1, lastContactAt: null } },
    answers: { 'backup.troubles': [{ kind: 'old', outcome: 'fail', message: 'The newest complete backup is 40 hours old.', remedy: 'Back up now, and see whether the schedule is on.' }], 'health.get': { server: 'one', alerts: [alert] } },
  });
  expect(await screen.findByText('Back up now, and see whether the schedule is on.')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: /^Acknowledge/ }));
  await waitFor(() => expect(sent).toEqual([{ verb: 'alert.acknowledge', body: { alert: 'al', on: true } }]));
  expect(await axeFinds()).toEqual([]);
});

it('counts what lies at a destination, and says that the schedule goes there', async () => {
  show({ destinations: [{ ...destination, complete: 30, incomplete: 1, scheduled: 'backups' }], sets: [complete] });
  expect(await screen.findByText(/^30 complete backups, 1 incomplete, added/)).toBeVisible();
  expect(screen.getByText('scheduled')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Forget /mnt/backup' }));
  expect(screen.getByText('The schedule backs up to it.')).toBeVisible();
  expect(screen.getByText('What the console knows of 30 complete backups and 1 incomplete there')).toBeVisible();
});

it('says that there are older backups than those listed, and lists them when asked', async () => {
  // What is under way draws no row: so many would take long.
  show({ destinations: [destination], sets: Array.from({ length: 101 }, (_, index) => ({ ...complete, endedAt: null, id: String(index).padStart(20, 'x') })) });
  expect(await screen.findByText(/^Only the newest 100 are listed\./)).toBeVisible();
  await userEvent.click(screen.getByText('Show older'));
  await waitFor(() => expect(screen.queryByText('Show older')).toBeNull());
  expect([...new Set(limits)]).toEqual([101, 201]);
});
