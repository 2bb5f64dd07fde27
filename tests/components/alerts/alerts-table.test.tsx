import { render, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Activity } from '@/components/activity/activity';
import { alertsSentence } from '@/components/alerts/alerts-table';
import { ApiProvider } from '@/components/api/provider';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Alert } from '@/lib/contract/alert';
import { newId } from '@/lib/core/ids';
import { axeFinds } from '../../support/axe-dom';

vi.mock('next/navigation', () => ({ useRouter: () => ({ replace: () => undefined }), usePathname: () => '/activity', useSearchParams: () => new URLSearchParams('view=alerts') }));
afterEach(() => vi.unstubAllGlobals());

const time = '2026-01-01T00:00:00.000Z';
const alert: Alert = {
  id: newId(), server: 'alpha', check: 'monitoring/disk-root', title: 'Root disk', chapter: 'Monitoring', state: 'firing', severity: 'fail', message: '4 % of / is free; at least 5 % is wanted\u202e.', actual: '4 %', wanted: '5 %', remedy: null, now: null, causedBy: null,
  since: time, firedAt: time, resolvedAt: null, recoversAt: null, acknowledged: { by: 'ada', at: time }, snoozedUntil: null, silencedBy: 'the window “Kernel update”', flapping: false, told: 1,
};
const resolved: Alert = { ...alert, id: newId(), check: 'monitoring/load', title: 'CPU load', message: 'Calm.', state: 'resolved', resolvedAt: '2026-01-01T00:04:12.000Z', acknowledged: null, silencedBy: null, told: 0 };

it('keeps alerts that are over beside those that fire, with what lasted how long and who was told', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json([alert, { ...alert, id: newId(), state: 'resolved', resolvedAt: time, message: 'Full.', title: 'Over', acknowledged: null }, { ...resolved, causedBy: { check: alert.check, title: alert.title, message: 'The disk is full\u202e.' } }])));
  render(<ApiProvider><TooltipProvider><main><Activity /></main></TooltipProvider></ApiProvider>);
  const table = await screen.findByRole('table', { name: 'Alerts' });
  expect(within(table).getByText('Firing: fail')).toBeInTheDocument();
  expect(within(table).getByText('4 % of / is free; at least 5 % is wanted‹U+202E›.', { selector: '.font-semibold' })).toBeInTheDocument();
  expect(within(table).getByText('check: Root disk · acknowledged by ada · silent: the window “Kernel update”')).toBeInTheDocument();
  expect(within(table).getByText('check: CPU load · explained by “The disk is full‹U+202E›.”')).toBeInTheDocument();
  expect(within(table).getByText('4 min 12 s')).toBeInTheDocument();
  expect(within(table).getAllByRole('link', { name: 'alpha' })[0]).toHaveAttribute('href', '/servers/alpha/health');
  // Of what fills a disk now, and of nothing else.
  expect(within(table).getAllByRole('link', { name: 'See what takes the space' }).map((link) => link.getAttribute('href'))).toEqual(['/servers/alpha/health/space']);
  expect(screen.getByText(/^One alert fires, on alpha:/)).toBeInTheDocument();
  expect(await axeFinds()).toEqual([]);
});

it('answers in a sentence first', () => {
  expect(alertsSentence([])).toBe('There was no alert yet.');
  expect(alertsSentence([{ ...alert, now: { message: '60 % of / is free.', actual: '60 %' } }])).toBe('One alert still fires, on alpha, and recovers: 60 % of / is free.');
  expect(alertsSentence([resolved])).toBe('No alert fires now.');
  expect(alertsSentence([alert, resolved, alert])).toBe('2 alerts fire now.');
});
