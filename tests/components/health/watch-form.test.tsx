import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { thresholdGroups } from '@/components/health/threshold-fields';
import WatchForm from '@/components/health/watch-form';
import { TooltipProvider } from '@/components/ui/tooltip';
import { guideThresholds, type WatchView } from '@/lib/contract/watch';
import { series } from './fixtures';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
vi.mock('@/components/charts/chart-canvas', () => ({ default: () => null })); // jsdom has no canvas
afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const view: WatchView = { isOn: true, thresholds: { ...guideThresholds, loadWarn: 4 }, defaults: guideThresholds, apiAccessKey: '', apiSecretKey: { isSet: true } };
const saved: unknown[] = [];
function show(more: Record<string, unknown> = {}): void {
  saved.length = 0;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const verb = url.replace('/api/v1/', '').replace(/\?.*/, '');
    if (verb !== 'watch.save') return Promise.resolve(Response.json(more[verb]));
    const { watch } = JSON.parse(init?.body as string) as { watch: WatchView };
    saved.push(watch);
    return Promise.resolve(Response.json({ ...view, ...watch, apiSecretKey: { isSet: true } }));
  });
  render(<ApiProvider><TooltipProvider><WatchForm server="alpha" view={view} /></TooltipProvider></ApiProvider>);
}
const field = (label: string) => screen.getByLabelText(label);
async function type(label: string, text: string): Promise<void> {
  await userEvent.clear(field(label));
  if (text !== '') await userEvent.type(field(label), text);
}
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save how it is watched' }));

it('has every threshold of the contract once, the guide’s word beside it', () => {
  expect(thresholdGroups.flatMap(({ fields }) => fields.map(({ name }) => name)).sort()).toEqual(Object.keys(guideThresholds).sort());
  show();
  expect(field('5-minute load: warning above')).toHaveValue('4');
  expect(screen.getAllByText('The guide says 5.')).toHaveLength(1);
});

it('leads to the first field in the order of the page that is wrong, and saves nothing', async () => {
  show();
  await type('Free space and inodes: warning below', '3');
  await type('5-minute load: fails above', '2');
  await save();
  expect(await screen.findAllByText('Enter more than at the warning.')).toHaveLength(1);
  await vi.waitFor(() => expect(field('5-minute load: fails above')).toHaveFocus());
  expect(screen.getByText('Enter more than where it fails.')).toBeVisible();
  expect(saved).toEqual([]);
});

it('takes an empty field for no number, not for 0', async () => {
  show();
  await type('Free space and inodes: note below', '');
  await save();
  expect(await screen.findByText('Enter a number.')).toBeVisible();
  expect(saved).toEqual([]);
});

it('saves numbers, keeps the stored secret, and takes the default back', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Put back to 5: 5-minute load: warning above' }));
  await type('Response time: warning above', '2,5');
  await save();
  await vi.waitFor(() => expect(saved).toEqual([{ isOn: true, thresholds: { ...guideThresholds, responseWarnMs: 2.5 }, apiAccessKey: '', apiSecretKey: { action: 'keep' } }]));
  expect(await screen.findByRole('button', { name: 'Save how it is watched' })).toBeDisabled();
});

it('draws a proposal on the chart of its figure before it is taken into the form', async () => {
  show({
    'watch.propose': { sentence: 'From 14 days of its history.', days: 14, proposals: [{ threshold: 'loadWarn', title: '5-minute load, warning', now: 4, proposed: 7, unit: 'load', figure: 'load5', why: 'It was above 4 on 12 of 14 days.' }] },
    'health.series': series('load5'),
  });
  await userEvent.click(screen.getByRole('button', { name: 'Propose from this server’s history' }));
  expect(await screen.findByText(/a warning at 5\.00, a failure at 10\.00, proposed at 7\.00/)).toBeVisible();
  expect(field('5-minute load: warning above')).toHaveValue('4');
  await userEvent.click(screen.getByRole('button', { name: 'Take it: 5-minute load, warning' }));
  expect(field('5-minute load: warning above')).toHaveValue('7');
  expect(saved).toEqual([]);
});
