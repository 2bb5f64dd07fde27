import { render, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { PlanStage } from '@/components/plan/plan-stage';
import { PreflightStage } from '@/components/preflight/preflight-stage';
import { TooltipProvider } from '@/components/ui/tooltip';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/', useSearchParams: () => new URLSearchParams() }));
afterEach(() => vi.unstubAllGlobals());

const key = { algorithm: 'ssh-ed25519', sha256: 'SHA256:x' };
const counts = { pass: 1, warn: 0, fail: 0, unknown: 0, overridden: 0 };
const whole = {
  'server.get': { name: 'a', hostKey: key, lastSeenAt: '2026-01-01T00:00:00.000Z' },
  'materials.get': { files: [{ slot: 'compose' }, { slot: 'constants' }], remarks: [], complete: true, detectedLayout: 'guide', layoutOverride: null },
  'settings.get': { settings: {}, problems: {}, complete: true },
  'preflight.get': { kind: 'preflight', state: 'done', clear: true, sentence: 'Ready.', findings: [], counts, startedAt: null, endedAt: null, waitUntil: null },
  'plan.get': null,
};
const bare: Partial<Record<keyof typeof whole, unknown>> = {
  'server.get': { name: 'a', hostKey: null, lastSeenAt: null },
  'materials.get': { files: [{ slot: 'override' }], remarks: [{ severity: 'error' }], complete: false, detectedLayout: null, layoutOverride: null },
  'settings.get': { settings: null, problems: { supportPassword: 'Make a password.' }, complete: false },
  'preflight.get': { ...whole['preflight.get'], state: 'never', clear: false },
};
const consoleThat = (changes: typeof bare) => vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json({ ...whole, ...changes }[url.replace('/api/v1/', '').replace(/\?.*/, '') as keyof typeof whole])));
const show = (stage: React.ReactNode) => render(<ApiProvider><TooltipProvider>{stage}</TooltipProvider></ApiProvider>);
const listed = async () => (await screen.findByText(/in the way/)).closest('div')!.querySelectorAll('li');

it('names all that stands in the way before a plan is made, each with its stage', async () => {
  consoleThat(bare);
  show(<PlanStage server="a" />);
  await screen.findByText('8 things stand in the way');
  const items = [...(await listed())];
  expect(items.map((item) => [item.textContent.replace(/ Go to.*/, ''), within(item).getByRole('link').getAttribute('href')])).toEqual([
    ['The console has not connected to the server yet. Test the connection and confirm the host key.', '/servers/a/install/connect'],
    ['docker-compose.yml is missing.', '/servers/a/install/materials'],
    ['constants.env is missing.', '/servers/a/install/materials'],
    ['1 error in the files must be mended.', '/servers/a/install/materials'],
    ['Choose the layout that the files belong to.', '/servers/a/install/materials'],
    ['The settings were not saved yet.', '/servers/a/install/settings'],
    ['Make a password.', '/servers/a/install/settings'],
    ['The server was not checked yet. Run the preflight.', '/servers/a/install/preflight'],
  ]);
  expect(screen.getByRole('button', { name: 'Make the plan' })).toBeDisabled();
});

it('lets a plan be made before the preflight, which only its start waits for', async () => {
  consoleThat({ 'preflight.get': bare['preflight.get'] });
  show(<PlanStage server="a" />);
  expect(await screen.findByText('1 thing stands in the way')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Make the plan' })).toBeEnabled();
});

it('leads from the preflight to no plan while something is missing', async () => {
  consoleThat({ 'settings.get': bare['settings.get'] });
  show(<PreflightStage server="a" />);
  expect([...(await listed())].map((item) => item.textContent)).toEqual(['The settings were not saved yet. Go to Settings', 'Make a password. Go to Settings']);
  expect(screen.getByRole('button', { name: 'Review the plan' })).toBeDisabled();
});

it('says nothing where nothing is missing', async () => {
  consoleThat({});
  show(<PreflightStage server="a" />);
  expect(await screen.findByRole('button', { name: 'Review the plan' })).toBeEnabled();
  expect(screen.queryByText(/in the way/)).toBeNull();
});

it('says why when what stands in the way can’t be told', async () => {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(url.includes('settings.get') ? Response.json({ error: { code: 'storage', message: 'The settings can’t be read.' } }, { status: 500 }) : Response.json(whole[url.replace('/api/v1/', '').replace(/\?.*/, '') as keyof typeof whole])));
  show(<PlanStage server="a" />);
  expect(await screen.findByRole('alert')).toHaveTextContent('The settings can’t be read.');
  expect(screen.getByRole('button', { name: 'Make the plan' })).toBeDisabled();
});
