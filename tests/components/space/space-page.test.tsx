import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { SpacePage } from '@/components/space/space-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { SpaceView } from '@/lib/contract/space';
import { axeFinds } from '../../support/axe-dom';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined, replace: () => undefined }), usePathname: () => '/servers/one/health/space', useSearchParams: () => new URLSearchParams() }));
afterEach(() => void vi.unstubAllGlobals());

const at = '2026-01-01T00:00:00.000Z';
const none: SpaceView = { asking: null, answer: null, problem: null };
const docker = '/var/lib/docker: 27.9 GiB of 93.1 GiB are used; images that no container uses hold about 1.9 GiB.';
const commands = ['sudo du -xh --max-depth=2 /var/lib/docker | sort -h | tail -20', 'sudo lsof +L1'];
const told: SpaceView = { ...none, answer: { askedAt: at, sentence: docker, troubles: ['Elasticsearch does not run, so its indices are not known.'], mounts: [
  { mount: '/', total: 105e9, used: 60e9, free: 40e9, sentence: '/: 55.9 GiB of 93.1 GiB are used.', parts: [{ name: 'Indices of Elasticsearch', bytes: null, isLeast: false, note: 'Elasticsearch does not tell it.' }], rest: { bytes: 0, isAtMost: false, why: 'The figures are of different moments.', commands }, items: [] },
  { mount: '/var/lib/docker', total: 105e9, used: 30e9, free: 70e9, sentence: docker, parts: [{ name: 'Images of Docker', bytes: 17e9, isLeast: true, note: null }], rest: { bytes: 13e9, isAtMost: true, why: 'It may be less.', commands }, items: [
    { kind: 'image', name: 'clearml/server:2.0\u202Egpj', bytes: 15e9, canGo: false, why: '1 container uses it: clearml-apiserver.' },
    { kind: 'image', name: 'clearml/server:1.9', bytes: 2e9, canGo: true, why: 'No container uses it, and it can be pulled again.' },
    { kind: 'log', name: 'Output of clearml-apiserver', bytes: 1e6, canGo: false, why: 'It goes with its container.' },
  ] },
], unplaced: [{ kind: 'image', name: 'mongo:6', bytes: 5e9, canGo: false, why: '1 container uses it.' }] } };
const finding = { id: 'insides/unused-images', title: 'No image takes space for nothing', chapter: "ClearML's insides", guide: null, outcome: 'pass', message: '1 image that no container uses holds about 1.9 GiB.', actual: '1.9 GiB', wanted: 'less than 954 MiB', askedFrom: 'server', askedAt: at, remedy: 'Remove them when you want the space.', repair: { id: 'r1', title: 'Remove the unused images', commands: [{ text: 'docker rmi sha256:aa', as: 'root', why: 'Removes clearml/server:1.9', effect: 'destroys', kind: 'exec', file: null }] }, evidence: [], override: null, since: null, every: 86_400_000, isStale: false, isNote: true };
const health = { server: 'one', verdict: 'note', sentence: '', isWatched: true, lastContactAt: at, findings: [finding], counts: { pass: 0, note: 1, warn: 0, fail: 0, unknown: 0 }, figures: [], forecasts: [], alerts: [], historyPaused: null };

function show(view: SpaceView, asked: SpaceView = view): void {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json(url.includes('space.ask') ? asked : url.includes('space.get') ? view : health)));
  render(<ApiProvider><TooltipProvider><SpacePage server="one" /></TooltipProvider></ApiProvider>);
}

it('says first where room can be had, then what lies on each disk and why it stays, and offers the repair', async () => {
  show(told);
  expect((await screen.findAllByText(docker))[0]).toBeVisible();
  const table = await screen.findByRole('table', { name: 'What takes the space on /var/lib/docker' });
  const rows = within(table).getAllByRole('row').slice(1).map((row) => row.textContent);
  expect(rows[0]).toMatch(/clearml\/server:2\.0.*Image.*14\.0 GiB.*50\.0 %.*Stays\. 1 container uses it/);
  expect(rows[0]).not.toContain('\u202E');
  expect(rows[1]).toMatch(/1\.9 GiB.*6\.7 %.*Can go\. No container uses it/);
  expect(rows[2]).toContain('< 0.1 %');
  expect(screen.getByText('Nothing of ClearML that was counted lies here.')).toBeVisible();
  expect(screen.getByText('Elasticsearch does not run, so its indices are not known.')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Remove the unused images…' }));
  expect(await screen.findByText('docker rmi sha256:aa', { exact: false })).toBeVisible();
});

it('accounts for what is used by file system, says what is left over, and how to find what that is', async () => {
  show(told);
  const lines = (name: string) => within(screen.getByRole('table', { name })).getAllByRole('row').map((row) => row.textContent);
  await screen.findByRole('table', { name: 'Account of /' });
  expect(lines('Account of /var/lib/docker')).toEqual(['Total97.8 GiB', 'Used27.9 GiB', 'Images of Dockerat least 15.8 GiB', 'Not accounted forIt may be less.at most 12.1 GiB']);
  expect(lines('Account of /').slice(2)).toEqual(['Indices of ElasticsearchElasticsearch does not tell it.not known', 'Not accounted forThe figures are of different moments.0 B']);
  // Nothing is to be found where nothing is left over.
  await userEvent.click(screen.getByText('Find what is not accounted for'));
  expect(screen.getByText(commands[0]!)).toBeVisible();
  expect(screen.getByText(commands[1]!)).toBeVisible();
  expect(lines('What lies elsewhere')[1]).toMatch(/mongo:6.*Image.*4\.7 GiB.*Stays/);
});

it('says what will be here, asks on request, and tells how far it is', async () => {
  show(none, { ...none, asking: { since: at, what: 'Asking Docker, Elasticsearch and the logs' } });
  expect(await screen.findByText('Nothing was asked yet')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Ask now' }));
  expect((await screen.findAllByText('Asking Docker, Elasticsearch and the logs.')).length).toBeGreaterThan(0);
  expect(screen.getByRole('button', { name: 'Asking…' })).toBeDisabled();
});

it('says why the server could not be asked, and has nothing that axe finds', async () => {
  show({ ...told, problem: 'The connection was lost.' });
  expect(await screen.findByText(/The connection was lost\./)).toBeVisible();
  await screen.findByRole('button', { name: 'Remove the unused images…' });
  expect(await axeFinds()).toEqual([]);
});
