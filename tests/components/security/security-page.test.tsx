import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { SecurityPage } from '@/components/security/security-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import { securityFilesOf } from '@/lib/guide/security-files/security-files';
import { inputsOf } from '../../lib/guide/inputs';

let query = '';
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/servers/one/health/security', useSearchParams: () => new URLSearchParams(query) }));
afterEach(() => {
  query = '';
  vi.unstubAllGlobals();
});

const names = { kind: 'tls', app: 'app.clearml.example.com', api: 'api.clearml.example.com', files: 'files.clearml.example.com' } as const;
const finding = { id: 'security/ports', title: 'Only the necessary ports are open', chapter: 'Security', guide: 'security/1', outcome: 'fail', message: 'Port 9200 (published by the container elastic) is open to others.', actual: '9200', wanted: 'none', askedFrom: 'server', askedAt: '2026-01-01T00:00:00.000Z', remedy: 'Close it.', repair: null, evidence: [], override: null, since: null, every: 300_000, isStale: false, isNote: false };
const health = (findings: object[]) => ({ server: 'one', verdict: 'ill', sentence: '', isWatched: true, lastContactAt: null, findings, counts: { pass: 0, note: 0, warn: 0, fail: 0, unknown: 0 }, figures: [], forecasts: [], alerts: [], historyPaused: null });

function show(findings: object[], settings: Parameters<typeof inputsOf>[0] = { access: names, files: { compose: 'services:\n  a:\n    ports: ["9200:9200"]\n' } }): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    const [path = '', search = ''] = url.split('?');
    if (!path.endsWith('security.files')) return Promise.resolve(Response.json(health(findings)));
    const input = JSON.parse(new URLSearchParams(search).get('input') ?? '{}') as { place: 'server' | 'elsewhere'; proxyAddress: string };
    asked.push(`${input.place} ${input.proxyAddress}`);
    return Promise.resolve(Response.json(securityFilesOf(inputsOf(settings), input.place, input.proxyAddress, [])));
  });
  render(<ApiProvider><TooltipProvider><SecurityPage server="one" /></TooltipProvider></ApiProvider>);
  return asked;
}

it('says first what is open, and shows the finding with what to do', async () => {
  show([finding]);
  expect((await screen.findAllByText(/Port 9200 \(published by the container elastic\) is open to others\./))[0]).toBeVisible();
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Security');
  expect(await screen.findByText('Close it.', { exact: false })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Open security' })).toBeNull();
});

it('has the configuration of each proxy ready, to copy and to download', async () => {
  show([]);
  const text = await screen.findByRole('group', { name: 'Content of /etc/nginx/conf.d/clearml.conf' });
  expect(text).toHaveTextContent('proxy_pass http://127.0.0.1:8008;');
  await userEvent.click(screen.getByRole('tab', { name: 'Caddy' }));
  await userEvent.click(screen.getByRole('tab', { name: 'nginx' }));
  expect(within(screen.getByRole('tabpanel')).getByRole('button', { name: 'Download' })).toBeVisible();
  expect(screen.getByRole('group', { name: 'Content of /etc/systemd/system/clearml-closed-ports.service' })).toHaveTextContent('--ctorigdstport 9200');
});

it('asks only for a proxy address that is one', async () => {
  query = 'place=elsewhere';
  const asked = show([]);
  const field = await screen.findByRole('textbox', { name: /Address of the proxy/ });
  await userEvent.type(field, '192.0.2.x');
  expect(screen.getByText(/Enter the IP address from which the proxy comes/)).toBeVisible();
  await userEvent.clear(field);
  await userEvent.type(field, '192.0.2.9');
  expect(await screen.findByText((_text, element) => element?.tagName === 'CODE' && (element.textContent ?? '').includes('-s 192.0.2.9 -p tcp'))).toBeVisible();
  expect(asked.filter((each) => each.includes('x'))).toEqual([]);
});

it('leads to the settings where no names were entered', async () => {
  show([], { files: {} });
  expect(await screen.findByRole('link', { name: 'Enter the names' })).toHaveAttribute('href', '/servers/one/install/settings');
  expect(screen.getByText(/Nothing was asked from outside yet/)).toBeVisible();
});
