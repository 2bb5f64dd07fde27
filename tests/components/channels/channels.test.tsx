import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { EditChannel, NewChannel } from '@/components/channels/channel-editor';
import { Channels } from '@/components/channels/channels';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Channel, Delivery, Telling } from '@/lib/contract/channel';
import { newId } from '@/lib/core/ids';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const pushed = vi.hoisted(() => [] as string[]);
let query = '';
vi.mock('sonner', () => ({ toast: () => undefined }));
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: (href: string) => pushed.push(href) }), usePathname: () => '/settings/channels', useSearchParams: () => new URLSearchParams(query) }));

const id = newId();
const delivery: Delivery = { id: newId(), channel: id, at: new Date(0).toISOString(), what: 'alpha: Disk full', state: 'sent', attempts: 1, nextAt: null, answer: '200 ok' };
const slack: Channel = { id, name: 'Ops', isOn: true, kind: 'slack', least: 'warn', servers: null, quiet: null, weeklyTest: true, settings: {}, secrets: { url: { isSet: true } }, last: delivery };
const telling: Telling = { deadManUrl: { isSet: false }, deadManMinutes: 5, deadManIsOn: false, deadManSentence: 'Nobody outside is asked.', allowedNetworks: [] };
let answers: Record<string, unknown>;
let sent: [string, unknown][];

beforeEach(() => {
  query = '';
  pushed.length = 0;
  sent = [];
  answers = { 'channel.list': [slack], 'delivery.list': [delivery], 'telling.get': telling, 'server.list': [{ name: 'alpha' }, { name: 'beta' }], 'channel.test': { ...delivery, state: 'failed', answer: '403 invalid_token\u202e' }, 'channel.save': slack, 'channel.remove': {}, 'telling.save': telling, 'console.info': { isService: false } };
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const verb = url.replace('/api/v1/', '').replace(/\?.*/, '');
    if (init?.method === 'POST') sent.push([verb, JSON.parse(init.body as string)]);
    const answer = answers[verb];
    return Promise.resolve(answer instanceof Response ? answer : Response.json(answer));
  });
});
afterEach(() => vi.unstubAllGlobals());
const show = (content: React.ReactNode) => render(<ApiProvider><TooltipProvider><main>{content}</main></TooltipProvider></ApiProvider>);

it('shows who gets what and how the last message went; a test shows the answer of the remote', async () => {
  show(<Channels />);
  expect(await screen.findByText('Alerts are told by Ops.')).toBeInTheDocument();
  const table = await screen.findByRole('table', { name: 'Channels' });
  expect(within(table).getByText('Warnings and failures of all servers.')).toBeInTheDocument();
  expect(within(table).getByText('200 ok')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Test: Ops' }));
  expect(await within(table).findByText('403 invalid_token‹U+202E›')).toBeInTheDocument();
  expect(within(table).getByText('Failed')).toBeInTheDocument();
  expect(screen.getByText(/^The test message to Ops: failed/)).toHaveAttribute('role', 'status');
  expect(screen.getByText('The last message to Ops did not arrive.')).toBeInTheDocument();
  expect(sent).toEqual([['channel.test', { id }]]);
  expect(await axeFinds()).toEqual([]);
});

it('asks before it removes', async () => {
  show(<Channels />);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Ops…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Remove Ops?' });
  expect(sent).toEqual([]);
  expect(await axeFinds(dialog)).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove the channel' }));
  await vi.waitFor(() => expect(sent).toEqual([['channel.remove', { id }]]));
});

it('says what to do first, and that alerts stop with the console', async () => {
  Object.assign(answers, { 'channel.list': [], 'delivery.list': [] });
  show(<Channels />);
  expect(await screen.findByText('Your channels will be here')).toBeInTheDocument();
  expect(screen.getAllByRole('link', { name: 'Add a channel' })).toHaveLength(1);
  expect(await screen.findByText('sudo npm run service')).toBeInTheDocument();
});

it('adds a channel with the servers and the quiet hours that were chosen; what the console refuses stands at its field', async () => {
  query = 'kind=webhook';
  answers['channel.save'] = Response.json({ error: { code: 'invalid_input', message: 'Refused.', fields: { 'channel.settings.url.value': 'This address is of your own network.' } } }, { status: 400 });
  show(<NewChannel />);
  await userEvent.type(screen.getByLabelText('Name'), 'Hook');
  await userEvent.click(screen.getByRole('button', { name: 'Add the channel' }));
  expect(await screen.findByText('Enter the address.')).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText('Address'), 'http://10.0.0.1/x');
  await userEvent.click(screen.getByRole('radio', { name: /Some servers/ }));
  await userEvent.click(await screen.findByRole('checkbox', { name: 'beta' }));
  await userEvent.click(screen.getByRole('checkbox', { name: /Warnings wait/ }));
  await userEvent.selectOptions(screen.getByLabelText('Time zone'), 'Europe/Berlin');
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Add the channel' }));
  expect(await screen.findByText('This address is of your own network.')).toBeInTheDocument();
  expect(sent).toEqual([['channel.save', { id: null, channel: { name: 'Hook', isOn: true, least: 'warn', servers: ['beta'], quiet: { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }, weeklyTest: true, settings: { kind: 'webhook', url: { action: 'set', value: 'http://10.0.0.1/x' }, signingKey: { action: 'keep' }, template: '' } } }]]);
  expect(pushed).toEqual([]);
});

it('keeps a stored secret unless it is replaced', async () => {
  show(<EditChannel id={id} />);
  expect(await screen.findByText('Stored, encrypted.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Save the channel' }));
  await vi.waitFor(() => expect(pushed).toEqual(['/settings/channels']));
  expect(sent).toMatchObject([['channel.save', { id, channel: { settings: { kind: 'slack', url: { action: 'keep' } } } }]]);
});

it('says at a stored secret that it must be entered again', async () => {
  answers['channel.save'] = Response.json({ error: { code: 'invalid_input', message: 'Refused.', fields: { 'channel.settings.url': 'Enter it again: the stored one is only for the server of before.' } } }, { status: 400 });
  show(<EditChannel id={id} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Save the channel' }));
  expect(await screen.findByText(/^Enter it again/)).toBeInTheDocument();
  expect(pushed).toEqual([]);
});

it("wants an address for the dead-man's ping once that is on", async () => {
  show(<Channels />);
  await userEvent.click(await screen.findByRole('checkbox', { name: /Ask an address outside/ }));
  await userEvent.type(screen.getByLabelText(/Private addresses/), '10.0.0.0/8');
  const save = screen.getByRole('button', { name: 'Save' });
  await userEvent.click(save);
  expect(await screen.findByText('Paste the address that is to be asked.')).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText('Address'), 'https://hc.example.com/a');
  await userEvent.click(save);
  await vi.waitFor(() => expect(sent).toEqual([['telling.save', { deadManUrl: { action: 'set', value: 'https://hc.example.com/a' }, deadManMinutes: 5, deadManIsOn: true, allowedNetworks: ['10.0.0.0/8'] }]]));
});
