import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { HealthPage } from '@/components/health/health-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Health } from '@/lib/contract/health';
import type { CommandView } from '@/lib/contract/plan';
import type { Server } from '@/lib/contract/server';
import { guideThresholds } from '@/lib/contract/watch';
import { alert, at, health, series, watched } from './fixtures';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
vi.mock('@/components/api/use-topic', () => ({ useTopic: () => 'live' })); // jsdom has no console to dial
vi.mock('@/components/charts/chart-canvas', () => ({ default: () => null })); // jsdom has no canvas
const pushed = vi.fn();
vi.mock('next/navigation', async () => {
  const { useSyncExternalStore } = await import('react');
  const listen = (changed: () => void) => {
    addEventListener('replaced', changed);
    return () => removeEventListener('replaced', changed);
  };
  return { useRouter: () => ({ push: pushed }), usePathname: () => '/servers/alpha/health', useSearchParams: () => new URLSearchParams(useSyncExternalStore(listen, () => location.search, () => '')) };
});

const asked: { verb: string; input: Record<string, unknown> }[] = [];
function answer(answers: Record<string, unknown>): void {
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const { pathname, searchParams } = new URL(url, 'http://console');
    const verb = pathname.replace('/api/v1/', '');
    const input = JSON.parse((init?.body as string | undefined) ?? searchParams.get('input') ?? '{}') as Record<string, unknown>;
    asked.push({ verb, input });
    const body = verb === 'health.series' ? series(...(input.figures as string[])) : answers[verb];
    return Promise.resolve(body === undefined ? Response.json({ error: { code: 'internal', message: `No answer for ${verb}.` } }, { status: 500 }) : Response.json(body));
  });
}
beforeEach(() => {
  asked.length = 0;
  history.replaceState(null, '', '/servers/alpha/health');
  const replace = history.replaceState.bind(history);
  vi.spyOn(history, 'replaceState').mockImplementation((...given) => {
    replace(...given);
    dispatchEvent(new Event('replaced'));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const server = { name: 'alpha', state: 'installed' } as Server;
function show(answers: Partial<Health>, more: Record<string, unknown> = {}, profile = server): void {
  answer({ 'health.get': health(answers), 'server.get': profile, ...more });
  render(<ApiProvider><TooltipProvider><HealthPage initial={profile} /></TooltipProvider></ApiProvider>);
}

it('answers in its first line, folds passes, and opens what fails with its remedy', async () => {
  show({
    verdict: 'ill', sentence: 'The web interface does not answer.',
    findings: [watched('a', 'pass'), watched('b', 'fail', { remedy: 'Start the container.', repair: { id: 'r1', title: 'Start it', commands: [] } }), watched('c', 'pass', { isNote: true }), watched('security/d', 'warn', { isStale: true })],
  });
  expect(await screen.findByText('The web interface does not answer.', { selector: 'header *' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Check a/ })).toBeNull();
  expect(screen.getByText('Start the container.')).toBeVisible();
  expect(screen.getByRole('button', { name: /Note.*Check c/ })).toBeVisible();
  const stale = screen.getByRole('button', { name: /Check security\/d.*stale/ });
  expect(stale).toHaveAttribute('aria-expanded', 'false');
  await userEvent.click(stale);
  expect(screen.getByRole('link', { name: 'Open security' })).toHaveAttribute('href', '/servers/alpha/health/security');
});

it('leads from a disk that fills, its check and its alert, to what takes the space', async () => {
  show({ verdict: 'ill', findings: [watched('monitoring/disk-root', 'fail'), watched('monitoring/load', 'fail')], alerts: [alert('monitoring/disk-root'), alert('monitoring/load')] });
  const links = await screen.findAllByRole('link', { name: 'See what takes the space' });
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/servers/alpha/health/space', '/servers/alpha/health/space']);
});

it('shows a repair as commands first, and what destroys only with the name typed', async () => {
  const commands: CommandView[] = [{ kind: 'exec', text: 'docker image prune -f', as: 'root', effect: 'destroys', why: 'Dangling images', file: null, script: null, loses: ['3 images'] }];
  show({ findings: [watched('b', 'fail', { repair: { id: 'r1', title: 'Remove them', commands } })] }, { 'health.repair': { run: '0123456789abcdefghjk' } });
  await userEvent.click(await screen.findByRole('button', { name: 'Remove them…' }));
  const dialog = screen.getByRole('dialog');
  const run = within(dialog).getByRole('button', { name: 'Run this command' });
  expect(within(dialog).getByText('3 images')).toBeVisible();
  expect(run).toBeDisabled();
  await userEvent.type(within(dialog).getByLabelText('Type alpha to confirm'), 'alpha');
  await userEvent.click(run);
  await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('/servers/alpha/runs/0123456789abcdefghjk'));
  expect(asked.find(({ verb }) => verb === 'health.repair')?.input).toEqual({ server: 'alpha', check: 'b', shown: 'r1', confirm: 'alpha' });
});

it('says of a server that is silent that what stands below is of then', async () => {
  show({ verdict: 'unreachable', sentence: 'alpha does not answer.', findings: [watched('a', 'pass', { isStale: true })] });
  expect(await screen.findByText('The server does not answer.')).toBeVisible();
  expect(screen.getByText(/It passes\. That is stale: nothing newer was heard\./)).toBeVisible();
});

it('acknowledges and snoozes an alert; what another explains stands below it', async () => {
  const disk = alert('1', { title: 'The disk has room', message: 'The disk is full. It has 2 MB.' });
  show({ alerts: [alert('2', { title: 'Web', message: 'The web server is down.', causedBy: { check: '1', title: 'The disk has room', message: 'The disk is full.' } }), disk] }, { 'alert.acknowledge': disk, 'alert.snooze': disk });
  await userEvent.click(await screen.findByRole('button', { name: 'Acknowledge: The disk is full.' }));
  await userEvent.click(screen.getByRole('button', { name: 'Snooze: The disk is full.' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'For 4 hours' }));
  await vi.waitFor(() => expect(asked.filter(({ verb }) => verb.startsWith('alert.')).map(({ input }) => input)).toEqual([{ alert: disk.id, on: true }, { alert: disk.id, minutes: 240 }]));
  expect(screen.queryByRole('button', { name: 'Acknowledge: The web server is down.' })).toBeNull();
  expect(screen.getByText('The disk is full.')).toBeVisible();
  expect(screen.getByText(/check: The disk has room$/)).toBeVisible();
  expect(screen.getByText('1 alert follows from it')).toBeVisible();
});

it('says of what is well again how it is now, and what it was apart from that', async () => {
  show({ alerts: [alert('1', { message: 'The disk is full.', remedy: 'Free some space.', now: { message: '60 % of / is free.', actual: '60 %' }, recoversAt: at })] });
  expect(await screen.findByText('60 % of / is free.')).toBeVisible();
  expect(screen.getByText('The disk is full.').parentElement).toHaveTextContent(/^It was: The disk is full\./);
  expect(screen.queryByText('Free some space.')).toBeNull();
});

it('names by what it found a cause that is no longer among the alerts', async () => {
  show({ alerts: [alert('2', { causedBy: { check: '1', title: 'The disk has room', message: 'The disk is full\u202e.' } })] });
  expect(await screen.findByText('Explained by “The disk is full‹U+202E›.”')).toBeVisible();
});

it('keeps range and group in the URL and asks for one group at once', async () => {
  show({});
  await userEvent.click(await screen.findByRole('button', { name: '7 d' }));
  expect(location.search).toBe('?range=7d');
  await userEvent.click(screen.getByRole('tab', { name: 'Disks' }));
  expect(location.search).toBe('?range=7d&group=Disks');
  await vi.waitFor(() => expect(asked.filter(({ verb }) => verb === 'health.series').map(({ input }) => input.figures)).toContainEqual(['disk-free-percent:/']));
  const { from, to } = asked.findLast(({ verb }) => verb === 'health.series')!.input as { from: string; to: string };
  expect(Date.parse(to) - Date.parse(from)).toBe(7 * 86_400_000);
});

it('shows a chart as a table with the unit once, its thresholds and its marks in words, and beside another figure', async () => {
  show({});
  const chart = await screen.findByRole('figure', { name: '5-minute load' });
  await userEvent.click(await within(chart).findByRole('button', { name: '5-minute load as a table' }));
  const rows = within(within(chart).getByRole('region')).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell').map((cell) => cell.textContent));
  expect(rows).toEqual([['3.5 (3 to 4)'], ['2.5 (2 to 3)'], ['1.5 (1 to 2)']]);
  expect(within(chart).getByText('Lines: a warning at 5.00, a failure at 10.00.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Install ClearML', hidden: true })).toHaveAttribute('href', '/servers/alpha/runs/0123456789abcdefghjk');
  await userEvent.selectOptions(within(chart).getByLabelText('Compare 5-minute load with'), 'Free space: /');
  expect(await within(chart).findByRole('columnheader', { name: 'Free space: /, %' })).toBeVisible();
  expect(new URLSearchParams(location.search).get('with-load5')).toBe('disk-free-percent:/');
});

it('moves by arrow keys from value to value and reads them out', async () => {
  show({});
  const chart = await screen.findByRole('figure', { name: '5-minute load' });
  const picture = await within(chart).findByRole('application');
  picture.focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(within(chart).getByRole('status')).toHaveTextContent(/5-minute load 3\.50 \(3\.00 to 4\.00\)\.$/);
  await userEvent.keyboard('{Home}');
  expect(within(chart).getByRole('status')).toHaveTextContent(/5-minute load 1\.50/);
  await userEvent.keyboard('{+}');
  expect(new URLSearchParams(location.search).get('from')).not.toBeNull();
  expect(within(chart).getByRole('button', { name: 'Show the whole range of 5-minute load' })).toBeVisible();
});

it('offers the wizard, the watching or the first asking where there is nothing yet', async () => {
  const nothing = [watched('a', 'unknown', { askedAt: null, since: null })];
  const view = { isOn: false, thresholds: guideThresholds, defaults: guideThresholds, apiAccessKey: '', apiSecretKey: { isSet: false } };
  show({ verdict: 'off', findings: nothing, isWatched: false }, {}, { ...server, state: 'new' });
  expect(await screen.findByRole('link', { name: 'Go on with the installation' })).toHaveAttribute('href', '/servers/alpha/install');
  document.body.innerHTML = '';
  show({ verdict: 'off', findings: nothing, isWatched: false }, { 'watch.get': view, 'watch.save': { ...view, isOn: true } });
  const turnOn = await screen.findByRole('button', { name: 'Watch this server' });
  await vi.waitFor(() => expect(turnOn).toBeEnabled());
  await userEvent.click(turnOn);
  await vi.waitFor(() => expect(asked.find(({ verb }) => verb === 'watch.save')?.input).toMatchObject({ server: 'alpha', watch: { isOn: true, apiSecretKey: { action: 'keep' } } }));
  document.body.innerHTML = '';
  show({ verdict: 'unknown', findings: nothing });
  expect(await screen.findByRole('button', { name: 'Ask now' })).toBeVisible();
});
