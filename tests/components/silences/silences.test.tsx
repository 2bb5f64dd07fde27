import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { Silences } from '@/components/silences/silences';
import { localMinute, silencesSentence } from '@/components/silences/silence-values';
import { TooltipProvider } from '@/components/ui/tooltip';
import { silenceInput, type Silence } from '@/lib/contract/alert';
import { newId } from '@/lib/core/ids';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
vi.mock('sonner', () => ({ toast: () => undefined }));
vi.mock('next/navigation', () => ({ usePathname: () => '/settings/maintenance', useSearchParams: () => new URLSearchParams() }));

const now = new Date().toISOString();
const window_: Silence = { id: newId(), title: 'Kernel update', server: 'alpha', sentence: 'Each Saturday from 02:00 for 120 minutes (UTC).', isActive: false, next: ['2030-01-05T02:00:00.000Z'], by: 'ada', createdAt: now, version: 'v1', window: { kind: 'weekly', days: [6], at: '02:00', minutes: 120, zone: 'Europe/Berlin' } };
let silences: Silence[];
let sent: [string, unknown][];
/** What the console answers to a change, in turn; then it takes it. */
let refusals: { status: number; error: Record<string, unknown> }[];

beforeEach(() => {
  silences = [];
  sent = [];
  refusals = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const verb = url.replace('/api/v1/', '').replace(/\?.*/, '');
    if (init?.method === 'POST') {
      sent.push([verb, JSON.parse(init.body as string)]);
      const refused = refusals.shift();
      if (refused) return Promise.resolve(Response.json({ error: refused.error }, { status: refused.status }));
      silences = verb !== 'silence.remove' ? [window_] : [];
    }
    return Promise.resolve(Response.json(verb === 'silence.list' ? silences : verb === 'server.list' ? [{ name: 'alpha' }] : window_));
  });
});
afterEach(() => vi.unstubAllGlobals());
const show = () => render(<ApiProvider><TooltipProvider><main><Silences /></main></TooltipProvider></ApiProvider>);

it('answers in a sentence first', () => {
  expect(silencesSentence([])).toBe('No maintenance window is planned, so every alert is told.');
  expect(silencesSentence([{ ...window_, isActive: true }])).toBe('“Kernel update” is active: alerts of alpha are not told now.');
  expect(silencesSentence([{ ...window_, isActive: true }, { ...window_, isActive: true }])).toMatch(/^2 windows are active/);
  expect(silencesSentence([window_])).toMatch(/^Nothing is silenced now\. The next window begins .*2030/);
  expect(silencesSentence([{ ...window_, next: [] }])).toMatch(/no window is to come/);
});

it('plans one each week, in the zone of the browser unless another is chosen; says all that is missing in one round', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Add a window' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Every week' }));
  expect(within(dialog).getByLabelText('Time zone')).toHaveValue(Intl.DateTimeFormat().resolvedOptions().timeZone);
  await userEvent.clear(within(dialog).getByLabelText('Minutes'));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the window' }));
  expect(await within(dialog).findByText('Say what it is for.')).toBeInTheDocument();
  expect(within(dialog).getByText('Choose a day.')).toBeInTheDocument();
  expect(within(dialog).getByText('Enter 5 or more.')).toBeInTheDocument();
  expect(await axeFinds(dialog)).toEqual([]);

  await userEvent.type(within(dialog).getByLabelText('What it is for'), 'Kernel update');
  await userEvent.selectOptions(within(dialog).getByLabelText('Server'), 'alpha');
  await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Sunday' }));
  await userEvent.type(within(dialog).getByLabelText('Minutes'), '90');
  await userEvent.selectOptions(within(dialog).getByLabelText('Time zone'), 'Europe/Berlin');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the window' }));
  await vi.waitFor(() => expect(sent).toEqual([['silence.add', { kind: 'weekly', title: 'Kernel update', server: 'alpha', days: [0], at: '02:00', minutes: 90, zone: 'Europe/Berlin' }]]));
  expect(await screen.findByRole('link', { name: 'alpha' })).toBeInTheDocument();
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('plans one once: what is typed in the own zone is sent in UTC, and the end comes after the beginning', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Add a window' }));
  await userEvent.type(screen.getByLabelText('What it is for'), 'Move the rack');
  fireEvent.change(screen.getByLabelText('From'), { target: { value: localMinute(Date.UTC(2030, 0, 5, 20)) } });
  fireEvent.change(screen.getByLabelText('To'), { target: { value: localMinute(Date.UTC(2030, 0, 5, 19)) } });
  await userEvent.click(screen.getByRole('button', { name: 'Add the window' }));
  expect(await screen.findByText('The end comes after the beginning.')).toBeInTheDocument();
  fireEvent.change(screen.getByLabelText('To'), { target: { value: localMinute(Date.UTC(2030, 0, 5, 22)) } });
  await userEvent.click(screen.getByRole('button', { name: 'Add the window' }));
  await vi.waitFor(() => expect(sent).toEqual([['silence.add', { kind: 'once', title: 'Move the rack', server: null, from: '2030-01-05T20:00:00.000Z', to: '2030-01-05T22:00:00.000Z' }]]));
  expect(silenceInput.safeParse(sent[0]![1]).success).toBe(true);
});

it('changes one in the same form, with what is wrong beside its field, and sends the version that was shown', async () => {
  silences = [window_];
  refusals = [{ status: 400, error: { code: 'invalid_input', message: 'Look at the marked fields.', fields: { title: 'Choose other words.' } } }];
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change Kernel update…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Change “Kernel update”' });
  expect(within(dialog).getByLabelText('What it is for')).toHaveValue('Kernel update');
  expect(within(dialog).getByLabelText('Server')).toHaveValue('alpha');
  expect(within(dialog).getByRole('checkbox', { name: 'Saturday' })).toBeChecked();
  expect(within(dialog).getByLabelText('Time zone')).toHaveValue('Europe/Berlin');
  fireEvent.change(within(dialog).getByLabelText('Minutes'), { target: { value: '3' } });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save the window' }));
  expect(await within(dialog).findByText('Enter 5 or more.')).toBeInTheDocument();
  expect(sent).toEqual([]);
  fireEvent.change(within(dialog).getByLabelText('Minutes'), { target: { value: '45' } });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save the window' }));
  expect(await within(dialog).findByText('Choose other words.')).toBeInTheDocument();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save the window' }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(['silence.edit', { silence: window_.id, version: 'v1', kind: 'weekly', title: 'Kernel update', server: 'alpha', days: [6], at: '02:00', minutes: 45, zone: 'Europe/Berlin' }]);
});

it('shows what somebody else made of it meanwhile, keeps what was typed, and replaces that only at a second try', async () => {
  silences = [window_];
  refusals = [{ status: 409, error: { code: 'conflict', reason: 'changed-meanwhile', message: 'The maintenance window was changed meanwhile. Nothing was saved.', fields: {} } }];
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change Kernel update…' }));
  silences = [{ ...window_, title: 'By grace', server: null, version: 'v2' }];
  fireEvent.change(screen.getByLabelText('Minutes'), { target: { value: '45' } });
  await userEvent.click(screen.getByRole('button', { name: 'Save the window' }));
  expect(await screen.findByText(/was changed meanwhile\. Nothing was saved/)).toBeInTheDocument();
  expect(await screen.findByText('“By grace”, of all servers. Each Saturday from 02:00 for 120 minutes (UTC).')).toBeInTheDocument();
  expect(screen.getByLabelText('Minutes')).toHaveValue('45');
  await userEvent.click(screen.getByRole('button', { name: 'Save the window' }));
  await vi.waitFor(() => expect(sent.map(([, input]) => (input as { version: string }).version)).toEqual(['v1', 'v2']));
});

it('offers no change of one that is over', async () => {
  silences = [{ ...window_, next: [] }];
  show();
  expect(await screen.findByRole('button', { name: 'Remove Kernel update…' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Change Kernel update…' })).toBeNull();
});

it('asks before it removes', async () => {
  silences = [{ ...window_, isActive: true }];
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Kernel update…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Remove “Kernel update”?' });
  expect(within(dialog).getByText(/told as soon as it is gone/)).toBeInTheDocument();
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove the window' }));
  await vi.waitFor(() => expect(sent).toEqual([['silence.remove', { silence: window_.id }]]));
  expect(await screen.findByText('Your maintenance windows will be here')).toBeInTheDocument();
  expect(await axeFinds()).toEqual([]);
});
