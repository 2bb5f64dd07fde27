import { render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { FinishStage } from '@/components/finish/finish-stage';
import { TooltipProvider } from '@/components/ui/tooltip';
import { securityFilesOf } from '@/lib/guide/security-files/security-files';
import { inputsOf } from '../../lib/guide/inputs';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/' }));
afterEach(() => vi.unstubAllGlobals());

const at = '2026-01-01T00:00:00.000Z';
const record = { serverName: 'alpha', address: '192.0.2.1', clearmlUrl: 'http://192.0.2.1:8080', verifiedAt: at, by: 'ada', startedAt: at, endedAt: at, files: [], steps: [], overrides: [], skipped: [], markdown: '' };

function show(compose: string): void {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json(url.includes('record.get') ? record : securityFilesOf(inputsOf({ files: { compose } }), 'server', '', []))));
  render(<ApiProvider><TooltipProvider><FinishStage server="alpha" /></TooltipProvider></ApiProvider>);
}

it('leads to the rules that close what the compose files publish besides', async () => {
  show('services:\n  web:\n    ports: ["8080:80"]\n  envoy:\n    ports: ["10000:10000"]\n');
  expect(await screen.findByText(/publish port 10000 to all, and ufw does not close it/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'the page Security' })).toHaveAttribute('href', '/servers/alpha/health/security');
});

it('says what is to be closed in general where they publish nothing else', async () => {
  show('services:\n  web:\n    ports: ["8080:80"]\n');
  expect(await screen.findByText(/Close every port but 8080, 8008 and 8081/)).toBeVisible();
  expect(screen.queryByRole('link', { name: 'the page Security' })).toBeNull();
});
