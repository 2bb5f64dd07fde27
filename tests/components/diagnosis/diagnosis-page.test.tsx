import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { DiagnosisPage } from '@/components/diagnosis/diagnosis-page';
import { changeBefore } from '@/components/diagnosis/change-before';
import { compareReports } from '@/components/diagnosis/compare';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { DiagnosedCause, DiagnosisReport, DiagnosisView } from '@/lib/contract/diagnosis';
import type { ServerToClient } from '@/lib/contract/socket';
import type { Server } from '@/lib/contract/server';
import { axeFinds } from '../../support/axe-dom';
import { health, watched } from '../health/fixtures';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
let told: Partial<ServerToClient> = {};
vi.mock('@/components/api/use-topic', () => ({ useTopic: (_topic: unknown, on: Partial<ServerToClient>) => {
  if (on.diagnosis) told = on;
  return 'live';
} }));
let search = '';
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/servers/one/diagnosis', useSearchParams: () => new URLSearchParams(search) }));
beforeEach(() => void (search = ''));
afterEach(() => void vi.unstubAllGlobals());

const at = '2026-12-01T00:00:00.000Z';
const idOf = (name: string) => name.padEnd(20, '0');
const cause = (id: string, more: Partial<DiagnosedCause> = {}): DiagnosedCause => ({ id, kind: 'rule', title: `Title of ${id}`, isGuess: false, says: 'It broke.', remedy: 'Mend it.', since: at, count: 3, evidence: [{ where: 'allegro-elastic', at, text: `line \u202Eof ${id}` }], leadsTo: [], follows: [], repairs: [], sources: ['https://example.com/x', 'javascript:alert(1)'], ...more });
const report = (more: Partial<DiagnosisReport> = {}): DiagnosisReport => ({
  id: idOf('a'), startedAt: at, endedAt: at, by: 'ada', alert: null, outcome: 'down', sentence: 'ClearML does not work. Title of NO-SPACE.', clockAhead: 0, passed: ['Memory', 'Load'], unread: ['Not read: container c. It was answered: no.'],
  causes: [cause('NO-SPACE', { repairs: ['insides/unused-images', 'insides/old-logs'], leadsTo: ['Title of ES-FLOOD'] }), cause('ES-FLOOD', { follows: ['NO-SPACE'], isGuess: true })], traces: [cause('AG-TLS')],
  timeline: [{ at, kind: 'run', text: 'Install', run: idOf('b') }, { at, kind: 'memory', text: 'The kernel killed java.', run: null }], ...more,
});
const brief = (of: DiagnosisReport) => ({ ...of, first: of.causes[0]?.title ?? null });

const asked: { verb: string; input: Record<string, unknown> }[] = [];
function show(view: DiagnosisView, { list = [], others = {}, state = 'installed' }: { list?: readonly DiagnosisReport[]; others?: Record<string, DiagnosisReport>; state?: Server['state'] } = {}): void {
  asked.length = 0;
  const repair = { id: 'r1', title: 'Remove the unused images', commands: [{ kind: 'exec' as const, text: 'docker rmi x', as: 'root' as const, effect: 'changes' as const, why: 'It goes', file: null, script: null }] };
  const healthNow = health({ server: 'one', findings: [watched('insides/unused-images', 'warn', { repair }), watched('insides/old-logs', 'pass')] });
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const { pathname, searchParams } = new URL(url, 'http://console');
    const verb = pathname.replace('/api/v1/', '');
    const input = JSON.parse((init?.body as string | undefined) ?? searchParams.get('input') ?? '{}') as { report?: string };
    asked.push({ verb, input });
    const answers: Record<string, unknown> = { 'diagnosis.get': input.report ? { ...view, report: others[input.report] } : view, 'diagnosis.list': list.map(brief), 'diagnosis.start': { ...view, asking: { since: at, what: 'Asking every check', usually: 30_000 } }, 'health.get': healthNow };
    return Promise.resolve(Response.json(answers[verb]));
  });
  render(<ApiProvider><TooltipProvider><DiagnosisPage server={{ name: 'one', state } as Server} /></TooltipProvider></ApiProvider>);
}
const view = (of: DiagnosisReport | null): DiagnosisView => ({ asking: null, report: of, problem: null });

it('says the cause first, with its evidence, what to do and what follows, and what is not known', async () => {
  show(view(report()));
  expect(await screen.findByText('ClearML does not work. Title of NO-SPACE.', { selector: 'header *' })).toBeVisible();
  const row = screen.getByRole('heading', { name: 'Title of NO-SPACE' }).closest('li')!;
  expect(within(row).getByText('Certain')).toBeVisible();
  expect(row).toHaveTextContent(/What to do: Mend it\..*From it follows: Title of ES-FLOOD/);
  expect(within(row).getByText('line ‹U+202E›of NO-SPACE')).toBeInTheDocument();
  expect(within(row).getAllByRole('link', { hidden: true }).map((link) => link.getAttribute('href'))).toEqual(['https://example.com/x']);
  expect(screen.getByText('1 other failure follows from it')).toBeVisible();
  expect(screen.getByText('Probable')).toBeInTheDocument();
  expect(screen.getByText('1 thing in the logs that explains nothing that fails now')).toBeVisible();
  expect(screen.getByText('Not read: container c. It was answered: no.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Install' })).toHaveAttribute('href', `/servers/one/runs/${idOf('b')}`);
  expect(screen.getByText('2 checks pass')).toBeVisible();
});

it('can be read by everybody', async () => {
  show(view(report()), { list: [report(), report({ id: idOf('c') })] });
  await screen.findByRole('heading', { name: 'Reports' });
  expect(await axeFinds()).toEqual([]);
});

it('knows the last change shortly before it began', () => {
  const entry = (minute: number, kind: 'config' | 'alert') => ({ at: new Date(Date.parse(at) - minute * 60_000).toISOString(), kind, text: `${minute} min before`, run: null });
  expect(changeBefore(report({ timeline: [entry(40, 'config'), entry(20, 'config'), entry(10, 'config'), entry(5, 'alert'), entry(-5, 'config')] }))?.text).toBe('10 min before');
  expect(changeBefore(report({ timeline: [entry(40, 'config'), entry(-5, 'config')] }))).toBeUndefined();
  expect(changeBefore(report({ causes: [], timeline: [entry(10, 'config')] }))).toBeUndefined();
});

it('offers the repair that a check offers now, shown as commands first', async () => {
  show(view(report()));
  const [button, ...others] = await screen.findAllByRole('button', { name: 'Remove the unused images…' });
  expect(others).toEqual([]);
  expect(screen.queryByRole('button', { name: /old logs/i })).toBeNull();
  await userEvent.click(button!);
  expect(await screen.findByText('docker rmi x', { exact: false })).toBeVisible();
});

it('starts by its button, tells how far it is, and asks for the report once it is there', async () => {
  show(view(null));
  await userEvent.click(await screen.findByRole('button', { name: 'Why is it down?' }));
  expect((await screen.findAllByText('Asking every check.'))[0]).toBeVisible();
  expect(screen.getByRole('button', { name: 'Asking…' })).toBeDisabled();
  act(() => told.diagnosis?.({ server: 'one', asking: { since: at, what: 'Judging what was read', usually: 30_000 }, problem: null }));
  expect((await screen.findAllByText('Judging what was read.'))[0]).toBeVisible();
  const before = asked.filter(({ verb }) => verb === 'diagnosis.get').length;
  act(() => told.diagnosis?.({ server: 'another', asking: null, problem: null }));
  act(() => told.diagnosis?.({ server: 'one', asking: null, problem: null }));
  await vi.waitFor(() => expect(asked.filter(({ verb }) => verb === 'diagnosis.get').length).toBeGreaterThan(before));
});

it('shows an earlier report as one, without repairs, and compares two', async () => {
  const [first, second] = [report(), report({ id: idOf('c'), startedAt: '2026-11-30T00:00:00.000Z', sentence: 'It was otherwise.', causes: [cause('ES-FLOOD'), cause('ES-OOM')] })];
  search = `report=${second.id}`;
  show(view(first), { list: [first, second], others: { [first.id]: first, [second.id]: second } });
  expect(await screen.findByText('This is an earlier report.')).toBeVisible();
  expect(screen.getByText('It was otherwise.', { selector: 'header *' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Remove the unused images…' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Compare' }));
  const terms = await screen.findAllByRole('term');
  expect(terms.map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`)).toEqual(['New in the later one: Title of NO-SPACE', 'Only in the earlier one: Title of ES-OOM', 'In both: Title of ES-FLOOD']);
  expect(compareReports(first, first)).toMatchObject({ came: [], gone: [] });
});

it('offers nothing on a server without ClearML, and says why there is no report', async () => {
  show({ ...view(null), problem: 'The connection was lost.' }, { state: 'new' });
  expect(await screen.findByText('The last asking brought no report.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Why is it down?' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Install ClearML' })).toHaveAttribute('href', '/servers/one/install');
});
