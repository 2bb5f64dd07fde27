import { render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { Fleet } from '@/components/servers/fleet';
import { SilencedBadge, SilencedLine } from '@/components/silences/silenced-line';
import { silencedWords } from '@/components/silences/silenced-words';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { SilencedNow } from '@/lib/contract/alert';
import type { Server } from '@/lib/contract/server';
import { axeFinds } from '../../support/axe-dom';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined, replace: () => undefined }), usePathname: () => '/', useSearchParams: () => new URLSearchParams() }));
afterEach(() => void vi.unstubAllGlobals());

const now = Date.now();
const in5 = new Date(now + 300_000).toISOString();
let clock: string;
beforeAll(() => {
  const end = new Date(in5);
  // Near midnight the end is of another day, which then is said too.
  clock = end.toDateString() === new Date(now).toDateString() ? end.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' }) : end.toLocaleString(undefined, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
});
const window_: SilencedNow = { kind: 'window', title: 'Kernel\u202e update', by: 'ada', until: in5, run: null };
const run: SilencedNow = { kind: 'run', title: 'Install ClearML', by: 'ada', until: null, run: '0123456789abcdefghjk' };
const show = (silenced: SilencedNow | null) => render(<TooltipProvider><main><SilencedLine server={{ name: 'alpha', silenced }} /><SilencedBadge silenced={silenced} /></main></TooltipProvider>);

it('says till when, why and by whom, with a way to the windows', async () => {
  show(window_);
  expect(await screen.findByText(`Alerts are silent until ${clock}: maintenance window “Kernel‹U+202E› update” of ada.`)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Maintenance windows' })).toHaveAttribute('href', '/settings/maintenance');
  expect(screen.getByText(`Silent until ${clock}`)).toBeVisible();
});

it('says a run of ours, what is told all the same, and leads to it', () => {
  show(run);
  expect(screen.getByText(/^Alerts are silent while the run “Install ClearML” of ada works, and 5 minutes longer\. Full disks, .* are told all the same\./)).toBeVisible();
  expect(screen.getByRole('link', { name: 'See the run' })).toHaveAttribute('href', '/servers/alpha/runs/0123456789abcdefghjk');
  expect(silencedWords({ ...run, until: in5 }, now)).toMatch(new RegExp(`^Alerts are silent until ${clock}: the run “Install ClearML” of ada worked shortly before\\.`));
});

it('says that no end is in sight, the day where it is another one, and nothing once it is over', async () => {
  expect(silencedWords({ ...window_, until: null }, now)).toMatch(/^Alerts are silent with no end in sight: /);
  expect(silencedWords({ ...window_, until: '2031-03-04T12:00:00.000Z' }, now)).toMatch(/^Alerts are silent until .*2031/);
  show({ ...window_, until: new Date(now - 1000).toISOString() });
  await expect.poll(() => screen.getByRole('main').textContent).toBe('');
});

it('labels the row of a server that is silent, though it is well', async () => {
  const one = (name: string, silenced: SilencedNow | null) => ({ id: name, name, login: 'root', address: '192.0.2.1', state: 'installed', lastSeenAt: in5, sentence: '', health: { verdict: 'well', sentence: 'ClearML works.', firing: 0, lastContactAt: in5 }, silenced }) as unknown as Server;
  const servers = [one('alpha', window_), one('beta', null)];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(servers)));
  render(<ApiProvider><TooltipProvider><main><Fleet initial={servers} /></main></TooltipProvider></ApiProvider>);
  expect((await screen.findByText(`Silent until ${clock}`)).closest('tr')).toHaveTextContent('alpha');
  expect(screen.getAllByText(/^Silent/)).toHaveLength(1);
  expect(await axeFinds()).toEqual([]);
});
