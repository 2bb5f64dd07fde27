import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { PreflightStage } from '@/components/preflight/preflight-stage';
import { TooltipProvider } from '@/components/ui/tooltip';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/' }));
afterEach(() => vi.unstubAllGlobals());

const finding = (id: string, outcome: string) => ({ id, title: `Check ${id}`, chapter: 'Prerequisites', guide: null, outcome, message: `Message ${id}.`, actual: null, wanted: null, askedFrom: 'console', askedAt: '2026-01-01T00:00:00.000Z', remedy: null, repair: null, evidence: [], override: null });
const checkup = (more: object) => ({ kind: 'preflight', state: 'done', startedAt: null, endedAt: null, waitUntil: null, counts: { pass: 0, warn: 0, fail: 0, unknown: 0, overridden: 0 }, sentence: 'A sentence.', clear: true, stale: false, findings: [], ...more });

function show(preflight: object): void {
  const answers: Record<string, unknown> = {
    'preflight.get': preflight, 'server.get': { hostKey: {}, lastSeenAt: '2026-01-01T00:00:00.000Z' },
    'materials.get': { files: [], remarks: [], complete: true }, 'settings.get': { settings: {}, problems: {}, complete: true },
  };
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json(answers[url.replace('/api/v1/', '').replace(/\?.*/, '')])));
  render(<ApiProvider><TooltipProvider><PreflightStage server="one" /></TooltipProvider></ApiProvider>);
}

it('says on the primary button what is missing, and leads to it', async () => {
  show(checkup({ clear: false, findings: [finding('a', 'pass'), finding('b', 'fail'), finding('c', 'unknown')] }));
  await userEvent.click(await screen.findByRole('button', { name: 'Mend or override 2 checks' }));
  expect(screen.getByRole('button', { name: /Check b/ })).toHaveFocus();
});

it('leads on to the plan when nothing stands in the way', async () => {
  show(checkup({ findings: [finding('a', 'pass'), finding('b', 'warn')] }));
  expect(await screen.findByRole('button', { name: 'Review the plan' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Mend/ })).toBeNull();
});

it('asks for a new check first when the inputs changed since', async () => {
  show(checkup({ stale: true, findings: [finding('a', 'pass')] }));
  expect(await screen.findByRole('button', { name: 'Check all again' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Review the plan' })).toBeNull();
});
