import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { MetricsForm, scrapeConfig } from '@/components/settings/metrics-form';
import { StatusPageForm } from '@/components/settings/status-page-form';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { OpenInput, OpenView } from '@/lib/contract/status';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
let open: OpenView;
let sent: OpenInput[];
let made: OpenView['made'];

beforeEach(() => {
  open = { page: { isOn: false, title: 'ClearML', servers: [], hasAddress: false }, metrics: { isOn: false, hasToken: false }, made: { address: null, token: null } };
  made = { address: null, token: null };
  sent = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.includes('server.list')) return Promise.resolve(Response.json([{ name: 'beta' }, { name: 'alpha' }]));
    if (init?.method !== 'POST') return Promise.resolve(Response.json(open));
    const input = JSON.parse(init.body as string) as OpenInput;
    sent.push(input);
    open = { ...open, page: { ...open.page, ...input.page, hasAddress: open.page.hasAddress || Boolean(made.address) }, metrics: { ...open.metrics, ...input.metrics, hasToken: open.metrics.hasToken || Boolean(made.token) } };
    return Promise.resolve(Response.json({ ...open, made }));
  });
});
afterEach(() => vi.unstubAllGlobals());
const show = (content: React.ReactNode) => render(<ApiProvider><TooltipProvider><main>{content}</main></TooltipProvider></ApiProvider>);

it('puts servers on the status page under chosen names, and shows its address once', async () => {
  made = { address: 'http://127.0.0.1:3000/status/abc', token: null };
  show(<StatusPageForm />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'The status page is on' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'beta' }));
  const name = screen.getByLabelText('Name of beta');
  await userEvent.clear(name);
  await userEvent.click(screen.getByRole('button', { name: 'Save the status page' }));
  expect(await screen.findByText('Enter the name that researchers know it by.')).toBeInTheDocument();
  expect(sent).toEqual([]);
  await userEvent.type(name, 'Vision lab');
  await userEvent.click(screen.getByRole('button', { name: 'Save the status page' }));
  expect(await screen.findByText('http://127.0.0.1:3000/status/abc')).toBeInTheDocument();
  expect(sent).toEqual([{ page: { isOn: true, title: 'ClearML', servers: [{ server: 'beta', title: 'Vision lab' }] } }]);
  expect(await axeFinds()).toEqual([]);

  made = { address: 'http://127.0.0.1:3000/status/def', token: null };
  await userEvent.click(screen.getByRole('button', { name: 'Make another address' }));
  const dialog = await screen.findByRole('dialog', { name: 'Make another address?' });
  expect(sent).toHaveLength(1);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Make another address' }));
  expect(await screen.findByText('http://127.0.0.1:3000/status/def')).toBeInTheDocument();
  expect(screen.queryByText('http://127.0.0.1:3000/status/abc')).toBeNull();
  expect(sent[1]).toEqual({ renew: 'page' });
});

it('turns the metrics on with a token that is shown once, and off', async () => {
  made = { address: null, token: 'token-abc' };
  show(<MetricsForm url="https://gc.example.com" />);
  await userEvent.click(await screen.findByRole('button', { name: 'Turn the metrics on' }));
  expect(await screen.findByText('token-abc')).toBeInTheDocument();
  expect(await axeFinds()).toEqual([]);
  made = { address: null, token: null };
  await userEvent.click(screen.getByRole('button', { name: 'Turn the metrics off' }));
  expect(await screen.findByText('Off: nothing is answered.')).toBeInTheDocument();
  expect(sent).toEqual([{ metrics: { isOn: true } }, { metrics: { isOn: false } }]);
  expect(scrapeConfig('https://gc.example.com')).toContain("scheme: https\n    authorization:\n      credentials_file: /etc/prometheus/groundcrew.token\n    static_configs:\n      - targets: ['gc.example.com']");
});
