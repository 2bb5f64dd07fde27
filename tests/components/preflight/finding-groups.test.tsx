import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FindingGroups } from '@/components/preflight/finding-groups';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Checkup, Finding } from '@/lib/contract/finding';

const finding = (id: string, outcome: Finding['outcome'], more: Partial<Finding> = {}): Finding => ({
  id, title: `Check ${id}`, chapter: 'Prerequisites', guide: null, outcome, message: `Message ${id}`, actual: null, wanted: null, askedFrom: 'server', askedAt: '2026-01-01T00:00:00.000Z', remedy: null, repair: null, evidence: [], override: null, ...more,
});
const tree = (state: Checkup['state'], findings: Finding[]) => (
  <QueryClientProvider client={new QueryClient()}><TooltipProvider><FindingGroups checkup={{ kind: 'preflight', state, findings } as Checkup} server="s" acts /></TooltipProvider></QueryClientProvider>
);
const titles = () => screen.getAllByRole('listitem').map((item) => /Check [abc]/.exec(item.textContent)?.[0]);

it('folds passes to a count', () => {
  render(tree('done', [finding('a', 'pass'), finding('b', 'fail'), finding('c', 'pass')]));
  expect(titles()).toEqual(['Check b']);
  expect(screen.getByText('2 more pass.')).toBeVisible();
});

it('keeps order and rows while findings arrive and after the last one: nothing jumps', () => {
  const pending = (id: string) => finding(id, 'unknown', { askedAt: null });
  const { rerender } = render(tree('asking', [pending('a'), pending('b'), pending('c')]));
  const before = titles();
  rerender(tree('asking', [pending('a'), finding('b', 'fail'), pending('c')]));
  expect(titles()).toEqual(before);
  rerender(tree('done', [finding('a', 'pass'), finding('b', 'fail'), finding('c', 'pass')]));
  expect(titles()).toEqual(before);
});

it('does not call unknown what was not asked yet', () => {
  render(tree('asking', [finding('a', 'unknown', { askedAt: null })]));
  expect(screen.queryByText('Unknown')).toBeNull();
  expect(screen.getByText('Asking')).toBeVisible();
});

it('has the remedy and the override of what stands in the way open from the start, and of nothing else', () => {
  render(tree('done', [finding('a', 'fail', { remedy: 'Free the port.' }), finding('b', 'warn', { remedy: 'Look at it.' }), finding('c', 'fail', { remedy: 'Add memory.', override: { reason: 'a trial', by: 'ada', at: '2026-01-01T00:00:00.000Z' } })]));
  expect(screen.getByText('Free the port.')).toBeVisible();
  expect(screen.getAllByRole('button', { name: /Override with a reason/ })).toHaveLength(1);
  for (const folded of ['Look at it.', 'Add memory.']) expect(screen.queryByText(folded)).toBeNull();
});

it('does not put an answer into the future when it came after the last look at the clock', async () => {
  render(tree('done', [finding('a', 'fail', { askedAt: new Date(Date.now() + 15_000).toISOString() })]));
  expect(await screen.findByText('just now')).toBeInTheDocument();
});
