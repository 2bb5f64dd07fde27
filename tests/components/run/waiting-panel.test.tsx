import { screen, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { useVerb } from '@/components/api/use-verb';
import { WaitingPanel } from '@/components/run/waiting-panel';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { CommandView } from '@/lib/contract/plan';
import type { Run, RunStep } from '@/lib/contract/run';

afterEach(() => vi.unstubAllGlobals());

const id = '0123456789abcdefghjk';
const command = (text: string): CommandView => ({ kind: 'exec', text, as: 'root', effect: 'destroys', why: 'For a test', file: null, script: null, loses: [`what ${text} removes`] });
const step = (text: string): RunStep => ({ id: 'a/b', title: 'A step', chapter: 'C', guide: null, state: 'waiting', startedAt: null, endedAt: null, usually: 1000, slow: false, interruptible: true, attempts: 0, exitCode: null, failure: null, waitsFor: { id: `wait ${text}`, kind: 'nod', sentence: `A step: ${text}.`, commands: [command(text)] }, skipReason: null, bars: [] });
const run = (text: string): Run => ({ id, serverId: id, serverName: 'alpha', kind: 'install', title: 'Install', state: 'waiting', sentence: '', actor: 'ada', createdAt: '2026-01-01T00:00:00.000Z', startedAt: null, endedAt: null, steps: [step(text)], lastSeq: 0, progress: { done: 0, total: 1, left: null } });

it('says what it waits for unless the page is headed by it', () => {
  const sentence = 'A step: rm x.';
  const panel = (heading: string) => <ApiProvider><TooltipProvider><WaitingPanel run={{ ...run('rm x'), sentence: heading }} step={step('rm x')} /></TooltipProvider></ApiProvider>;
  const { rerender } = render(panel('Step 1 of 1.'));
  expect(screen.getByText(sentence)).toBeInTheDocument();
  rerender(panel(sentence));
  expect(screen.queryByText(sentence)).toBeNull();
});

function Page() {
  const { data } = useVerb('run.get', { run: id }, { initial: run('rm x') });
  return data ? <WaitingPanel run={data} step={data.steps[0]!} /> : null;
}

it('asks for what it shows, and after a refusal shows what the run waits for by then', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (!url.startsWith('/api/v1/run.approve')) return Promise.resolve(Response.json(run('rm y')));
    sent.push(JSON.parse(init?.body as string));
    return Promise.resolve(Response.json({ error: { code: 'conflict', reason: 'shown.other', message: 'It waits for something else. Nothing was approved.' } }, { status: 409 }));
  });
  render(<ApiProvider><TooltipProvider><Page /></TooltipProvider></ApiProvider>);
  await userEvent.click(screen.getByRole('button', { name: 'Review what is lost' }));
  await userEvent.type(screen.getByLabelText('Type alpha to confirm'), 'alpha');
  await userEvent.click(screen.getByRole('button', { name: 'Run these commands' }));
  expect(await screen.findByText('rm y')).toBeInTheDocument();
  expect(sent).toEqual([{ run: id, step: 'a/b', shown: 'wait rm x', at: null, confirm: 'alpha' }]);
  expect(screen.queryByText('rm x')).not.toBeInTheDocument();
  expect(screen.queryByLabelText('Type alpha to confirm')).not.toBeInTheDocument(); // the question was about the other commands
  expect(screen.getByText('It waits for something else. Nothing was approved.')).toBeInTheDocument();
  expect(screen.getByText(/not what it waited for when this page was opened/)).toBeInTheDocument();
});
