import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AlertRules } from '@/components/alerts/alert-rules';
import { repeatWords } from '@/components/alerts/rule-cells';
import { rulesSentence } from '@/components/alerts/rules-sentence';
import { ApiProvider } from '@/components/api/provider';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Rule, RuleInput } from '@/lib/contract/alert';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
vi.mock('sonner', () => ({ toast: () => undefined }));
vi.mock('next/navigation', () => ({ usePathname: () => '/servers/alpha/health/rules', useSearchParams: () => new URLSearchParams() }));

const proposed: Rule = { check: 'monitoring/load', title: 'CPU load', chapter: 'Monitoring', guide: 'monitoring/cpu', isOn: true, afterMinutes: 5, repeatMinutes: 240, least: 'warn', isOwn: false };
let rules: Rule[];
let sent: { check: string; rule: RuleInput | null }[];
let channels: unknown[];

beforeEach(() => {
  rules = [proposed, { ...proposed, check: 'monitoring/memory', title: 'Available memory', guide: null, isOwn: true, isOn: false }];
  sent = [];
  channels = [{ isOn: true }];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.includes('channel.list')) return Promise.resolve(Response.json(channels));
    if (!init?.method) return Promise.resolve(Response.json(rules));
    const { check, rule } = JSON.parse(init.body as string) as { check: string; rule: RuleInput | null };
    sent.push({ check, rule });
    rules = rules.map((each) => (each.check === check ? { ...each, ...(rule ?? { isOn: true, afterMinutes: 5, repeatMinutes: 240, least: 'warn' as const }), isOwn: rule !== null } : each));
    return Promise.resolve(Response.json(rules));
  });
});
afterEach(() => vi.unstubAllGlobals());
const show = () => render(<ApiProvider><TooltipProvider><main><AlertRules server="alpha" /></main></TooltipProvider></ApiProvider>);

it('answers in a sentence first', () => {
  const of = (...each: [boolean, boolean][]) => rulesSentence(each.map(([isOn, isOwn]) => ({ isOn, isOwn })));
  expect(of([true, false], [true, false])).toBe('2 checks alert, as proposed.');
  expect(of([true, true], [true, true], [true, false])).toBe('3 checks alert; 2 were changed.');
  expect(of([true, false], [false, true])).toBe('1 of 2 checks alerts; 1 was changed.');
  expect(of([false, true])).toBe('None of 1 check alerts; 1 was changed.');
  expect(of()).toMatch(/none can alert/);
  expect([0, 30, 60, 90, 240, 1440, 2880, 10_080].map(repeatWords)).toEqual(['Never', 'Every 30 min', 'Every 1 h', 'Every 1 h 30 min', 'Every 4 h', 'Every day', 'Every 2 days', 'Every week']);
});

it('saves a row by itself, says at the field what is wrong, and keeps what is typed in another', async () => {
  show();
  const load = await screen.findByLabelText('CPU load: minutes that it must hold');
  await userEvent.clear(load);
  await userEvent.type(load, '9999{Enter}');
  expect(await screen.findByText('Enter a day (1440 minutes) at most.')).toBeInTheDocument();
  expect(load).toHaveAttribute('aria-invalid', 'true');
  await userEvent.clear(load);
  await userEvent.click(screen.getByRole('button', { name: 'Save: CPU load' }));
  expect(await screen.findByText('Enter minutes.')).toBeInTheDocument();
  expect(sent).toEqual([]);

  await userEvent.click(screen.getByRole('checkbox', { name: 'Alerts: Available memory' }));
  await userEvent.type(load, '12');
  await userEvent.selectOptions(screen.getByLabelText('CPU load: from which outcome on'), 'fail');
  await userEvent.selectOptions(screen.getByLabelText('CPU load: reminders while it fails'), 'Every day');
  await userEvent.click(screen.getByRole('button', { name: 'Save: CPU load' }));
  await vi.waitFor(() => expect(sent).toEqual([{ check: 'monitoring/load', rule: { isOn: true, afterMinutes: 12, repeatMinutes: 1440, least: 'fail' } }]));
  expect(await screen.findByRole('button', { name: 'Use the proposed: CPU load' })).toBeInTheDocument();
  expect(screen.getByRole('checkbox', { name: 'Alerts: Available memory' })).toBeChecked(); // typed, not saved
  expect(screen.getByRole('button', { name: 'Save: Available memory' })).toBeInTheDocument();
  expect(screen.getByText('1 of 2 checks alerts; 2 were changed.')).toBeInTheDocument();
});

it('goes back to what is proposed, and discards what is not saved', async () => {
  show();
  const box = await screen.findByRole('checkbox', { name: 'Alerts: Available memory' });
  await userEvent.click(screen.getByRole('button', { name: 'Use the proposed: Available memory' }));
  await vi.waitFor(() => expect(sent).toEqual([{ check: 'monitoring/memory', rule: null }]));
  await vi.waitFor(() => expect(box).toBeChecked());
  const minutes = screen.getByLabelText('Available memory: minutes that it must hold');
  await userEvent.type(minutes, '7');
  expect(minutes).toHaveValue('57');
  await userEvent.click(screen.getByRole('button', { name: 'Discard: Available memory' }));
  expect(minutes).toHaveValue('5');
  expect(screen.getByText('2 checks alert, as proposed.')).toBeInTheDocument();
});

it('says that nobody is told while no channel is on, and names the guide\'s line', async () => {
  channels = [];
  show();
  expect(await screen.findByText(/told to nobody/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add a channel' })).toHaveAttribute('href', '/settings/channels/new');
  expect(within(screen.getByRole('table')).getByText('Monitoring cpu')).toBeInTheDocument();
});

it('promises reminders of what fails only, as they are sent', async () => {
  show();
  expect(await screen.findByText(/Only what fails is repeated, as often as “Reminds” says, .*a warning is not\.$/)).toBeVisible();
});

it('leaves axe nothing to say', async () => {
  const { container } = show();
  await screen.findByLabelText('CPU load: minutes that it must hold');
  expect(await axeFinds(container)).toEqual([]);
});
