import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browserZone } from '@/components/channels/channel-values';
import { ApiProvider } from '@/components/api/provider';
import { ConsoleBackupForm } from '@/components/settings/console-backup-form';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is slow
let view: ConsoleBackupView;
let sent: unknown[];
let made: string | null;
const backup = (day: number, isThere = true) => ({ file: `groundcrew-2026110${day}T000000Z.tar.gz.age`, directory: '/mnt/nas', at: `2026-11-0${day}T00:00:00.000Z`, bytes: 4096, isThere, isElsewhere: false });
beforeEach(() => {
  view = { chosen: null, usualDirectory: '/data/backups', isSameDisk: true, elsewhere: null, isDaily: false, at: '02:00', zone: 'Asia/Tokyo', keep: 14, passphrase: { isSet: false }, backups: [], failure: null, isLate: false, next: null, isTold: true, isRunning: false, isSending: false, made: null };
  made = null;
  sent = [];
  vi.stubGlobal('fetch', (_url: string, init?: RequestInit) => {
    if (init?.method === 'POST') {
      sent.push(JSON.parse(init.body as string));
      view = { ...view, passphrase: { isSet: true } };
    }
    return Promise.resolve(Response.json({ ...view, made: init?.method === 'POST' ? made : null }));
  });
});
afterEach(() => vi.unstubAllGlobals());
const show = () => render(<ApiProvider><TooltipProvider><main><ConsoleBackupForm /></main></TooltipProvider></ApiProvider>);

it('has a passphrase made where none is typed, shows it once, and then offers to back up', async () => {
  made = 'madeMadeMadeMadeMadeMade';
  const { container } = show();
  expect(await screen.findByText('This console is not backed up.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Back up now' })).toBeNull();
  expect(screen.queryByLabelText('Time zone')).toBeNull();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Back up once a day' }));
  // Of whoever saves it first.
  expect(screen.getByLabelText('Time zone')).toHaveValue(browserZone());
  fireEvent.change(screen.getByLabelText('At'), { target: { value: '04:15' } });
  await userEvent.click(screen.getByRole('button', { name: 'Save how it is backed up' }));
  expect(await screen.findByText(made)).toBeInTheDocument();
  expect(sent).toEqual([{ backup: { directory: null, elsewhere: null, isDaily: true, at: '04:15', zone: browserZone(), keep: 14, passphrase: { action: 'make' } } }]);
  expect(screen.getByRole('button', { name: 'Back up now' })).toBeInTheDocument();
  expect(await axeFinds(container)).toEqual([]);
});

it('judges what is typed before it is sent', async () => {
  show();
  await userEvent.type(await screen.findByLabelText('Passphrase'), 'short');
  await userEvent.type(screen.getByLabelText('Directory on the machine of this console'), 'nas');
  await userEvent.click(screen.getByRole('button', { name: 'Save how it is backed up' }));
  expect(await screen.findByText(/Use at least 16 characters/)).toBeInTheDocument();
  expect(screen.getByText('Enter the whole path, beginning with "/".')).toBeInTheDocument();
  expect(sent).toEqual([]);
});

it('lists what was written, says what is gone, on the same disk, or failed', async () => {
  view = { ...view, passphrase: { isSet: true }, backups: [backup(2), backup(1, false)], failure: { at: '2026-11-03T00:00:00.000Z', message: 'The disk of /mnt/nas is full.' } };
  const { container } = show();
  expect(await screen.findByRole('button', { name: 'Download the backup groundcrew-20261102T000000Z.tar.gz.age' })).toBeInTheDocument();
  expect(screen.getAllByRole('button', { name: /^Download/ })).toHaveLength(1);
  expect(screen.getByText(/not in \/mnt\/nas any more/)).toBeInTheDocument();
  expect(screen.getByText(/The disk of \/mnt\/nas is full\./)).toBeInTheDocument();
  expect(screen.getByText(/same disk as the console's data/)).toBeInTheDocument();
  expect(screen.queryByText(/Nobody is told/)).toBeNull();
  expect(await axeFinds(container)).toEqual([]);
});

it('says when the next one is due in the chosen zone, that one is late, and that nobody would be told', async () => {
  view = { ...view, isDaily: true, passphrase: { isSet: true }, backups: [backup(1)], isLate: true, isTold: false, next: '2026-11-03T17:00:00.000Z' };
  const { container } = show();
  expect(await screen.findByText('The backup that was due is not there.')).toBeInTheDocument();
  expect(screen.getByText(/The next one is due at/)).toHaveTextContent(/\b4\b.*2:00.*\(Asia\/Tokyo\)/);
  expect(screen.getByLabelText('Time zone')).toHaveValue('Asia/Tokyo');
  expect(screen.getByText('Nobody is told when a backup fails.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add one' })).toHaveAttribute('href', '/settings/channels');
  expect(await axeFinds(container)).toEqual([]);
});

const line = `ssh-ed25519 ${'A'.repeat(68)}`;
it('sends them to another machine only once its host key was shown and confirmed, and takes a key or a password', async () => {
  const asked: unknown[] = [];
  const answer = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (!url.endsWith('console-backup.host-key')) return answer(url, init);
    asked.push(JSON.parse(init?.body as string));
    return Promise.resolve(Response.json({ algorithm: 'ssh-ed25519', sha256: 'SHA256:abcd', line }));
  });
  const { container } = show();
  await userEvent.click(await screen.findByRole('checkbox', { name: /another machine by SFTP/ }));
  const form = within(screen.getByRole('group', { name: 'The other machine' }));
  for (const [label, text] of [['Host', 'nas.example.com'], ['User', 'backup'], ['Directory there', '/srv/console']] as const) await userEvent.type(form.getByLabelText(label), text);
  const press = () => userEvent.click(screen.getByRole('button', { name: 'Save how it is backed up' }));
  await press();
  expect(await screen.findByText(/^Have the host key shown/)).toBeInTheDocument();
  expect(form.getByLabelText('Private key')).toHaveAccessibleDescription(/Paste the private key/);
  await userEvent.click(screen.getByRole('button', { name: 'Show its host key' }));
  await userEvent.click(await screen.findByRole('button', { name: /pin it/ }));
  expect(asked).toEqual([{ host: 'nas.example.com', port: 22 }]);
  await userEvent.selectOptions(form.getByLabelText('Sign in with'), 'password');
  await press();
  expect(form.getByLabelText('Password')).toHaveAccessibleDescription(/Enter the password of this user/);
  expect(sent).toEqual([]);
  await userEvent.type(form.getByLabelText('Password'), 'open sesame');
  expect(await axeFinds(container)).toEqual([]);
  await press();
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Each goes to backup@nas.example.com:/srv/console from now on.');
  expect(await axeFinds(dialog)).toEqual([]);
  expect(sent).toEqual([]);
  await userEvent.type(screen.getByLabelText('Your password for this console'), 'correct horse');
  await userEvent.click(screen.getByRole('button', { name: 'Try it and save' }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ password: 'correct horse', backup: { elsewhere: { place: { kind: 'sftp', host: 'nas.example.com', port: 22, user: 'backup', path: '/srv/console', hostKey: line, login: 'password' }, secret: { action: 'set', value: 'open sesame' } } } });
});

it('says where they are sent, when the newest arrived, how it is fetched, and what did not arrive', async () => {
  const place = { kind: 'sftp', host: 'nas.example.com', port: 2222, user: 'backup', path: 'console', hostKey: line, login: 'key' } as const;
  const last = { file: backup(1).file, at: backup(1).at, arrivedAt: '2026-11-01T00:01:00.000Z', bytes: 4096 };
  view = { ...view, isTold: false, isRunning: true, isSending: true, passphrase: { isSet: true }, backups: [backup(2), { ...backup(1), isElsewhere: true }], elsewhere: { place, secret: { isSet: true }, last, count: 1, failure: { at: '2026-11-03T00:00:00.000Z', message: 'nas.example.com did not answer.' }, isLate: false } };
  const { container } = show();
  const section = await screen.findByRole('region', { name: 'Sent elsewhere' });
  expect(section).toHaveTextContent(/Each is sent to backup@nas\.example\.com:console, port 2222, too\. The newest there arrived .*1 backup lay there then\./);
  expect(section).toHaveTextContent('KEYFILE is the file with the private key.');
  expect(section).toHaveTextContent(`sftp -P 2222 -i KEYFILE backup@nas.example.com:console/${backup(1).file} .`);
  expect(section).toHaveTextContent('nas.example.com did not answer.');
  expect(screen.getByText(/here alone/)).toBeInTheDocument();
  expect(screen.getByText(/here and elsewhere/)).toBeInTheDocument();
  expect(screen.queryByText(/same disk as the console's data/)).toBeNull();
  expect(screen.getByText('Nobody is told when a backup fails.')).toBeInTheDocument();
  expect(screen.getByText(/The newest is on its way elsewhere/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Back up now' })).toBeEnabled();
  expect(screen.getByLabelText('Host')).toHaveValue('nas.example.com');
  expect(screen.getByText('Stored, encrypted.')).toBeInTheDocument();
  expect(await axeFinds(container)).toEqual([]);
});

it('T-BKP-1: asks for the password before it fetches one, with nothing of it in the address', async () => {
  view = { ...view, passphrase: { isSet: true }, backups: [backup(2)] };
  const fetched: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) { fetched.push(this.pathname + this.search + this.hash); });
  show();
  await userEvent.click(await screen.findByRole('button', { name: /^Download the backup/ }));
  const dialog = await screen.findByRole('dialog');
  expect(await axeFinds(dialog)).toEqual([]);
  await userEvent.type(screen.getByLabelText('Your password for this console'), 'correct horse');
  expect(fetched).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: `Download ${backup(2).file}` }));
  await vi.waitFor(() => expect(fetched).toEqual([`/api/v1/console-backup/${backup(2).file}`]));
  expect(sent).toEqual([{ file: backup(2).file, password: 'correct horse' }]);
  click.mockRestore();
});
