import { expect, it } from 'vitest';
import { sparkPath } from '@/components/charts/sparkline';
import { alertTree } from '@/components/health/alert-list';
import { alertFacts } from '@/components/health/alert-words';
import { bandWords } from '@/components/health/forecasts';
import { keyFigures } from '@/components/health/key-figures-of';
import { attentions } from '@/components/servers/attention';
import { failedAcceptance } from '@/components/health/failed-acceptance';
import type { Finding } from '@/lib/contract/finding';
import type { RunSummary } from '@/lib/contract/run';
import type { Server } from '@/lib/contract/server';
import { alert, at, health, watched } from './fixtures';

const wizard = (verified: Finding[]) => ({ server: { name: 'alpha', hostKey: {} } as Server, materials: null, settings: null, preflight: null, plan: null, run: null, verification: { state: 'done', findings: verified } as never });

it('has what probes found among what needs a person, and not a second time from the last verification', () => {
  const list = attentions('alpha', wizard([watched('a', 'fail'), watched('old', 'warn')]), health({ findings: [watched('a', 'warn'), watched('b', 'fail'), watched('c', 'pass'), watched('d', 'unknown', { askedAt: null })] }));
  expect(list.map(({ key, outcome, since }) => [key, outcome, since])).toEqual([['b', 'fail', at], ['a', 'warn', at], ['old', 'warn', undefined]]);
});

it('says that the newest acceptance test failed, until a later one passes', () => {
  const run = (id: string, kind: RunSummary['kind'], state: RunSummary['state']) => ({ id, kind, state, title: 'Acceptance test of ClearML', sentence: `The acceptance test failed: ${id}.` }) as RunSummary;
  const failed = failedAcceptance([run('i', 'install', 'failed'), run('b', 'acceptance', 'failed'), run('a', 'acceptance', 'done')]);
  expect(attentions('alpha', { ...wizard([]), failedTest: failed })).toMatchObject([{ outcome: 'fail', message: 'The acceptance test failed: b.', href: '/servers/alpha/runs/b' }]);
  expect(failedAcceptance([run('c', 'acceptance', 'done'), run('b', 'acceptance', 'failed')])).toBeNull();
  expect(failedAcceptance([run('c', 'acceptance', 'running'), run('b', 'acceptance', 'failed')])).toBeNull();
});

it('leaves to an alert, pending or firing, what it says already', () => {
  const findings = [watched('a', 'fail'), watched('b', 'warn'), watched('c', 'warn')];
  expect(attentions('alpha', wizard([]), health({ findings, alerts: [alert('a'), alert('b', { state: 'pending' })] })).map(({ key }) => key)).toEqual(['c']);
});

it('names a server that does not answer once', () => {
  const list = attentions('alpha', wizard([]), health({ verdict: 'unreachable', sentence: 'alpha does not answer.', findings: [watched('a', 'unknown'), watched('b', 'unknown')] }));
  expect(list.map(({ message }) => message)).toEqual(['alpha does not answer.']);
});

it('orders alerts: firing before pending, the worst first, children below their cause, and a cause that is gone hides nothing', () => {
  const tree = alertTree([alert('p', { state: 'pending' }), alert('w', { severity: 'warn' }), alert('f'), alert('c', { causedBy: { check: 'f', title: 'F', message: 'F is ill.' } }), alert('x', { severity: 'unknown', causedBy: { check: 'gone', title: 'Gone', message: 'It went.' } }), alert('r', { state: 'resolved' })]);
  expect(tree.map(({ alert: { check }, follows }) => [check, follows.map((each) => each.check)])).toEqual([['f', ['c']], ['x', []], ['w', []], ['p', []]]);
});

it('says of an alert what is known beside its message', () => {
  const now = Date.parse(at) + 3 * 3_600_000;
  expect(alertFacts(alert('f', { recoversAt: new Date(now + 200_000).toISOString() }), now)).toEqual(['for 3 hours', 'well again, ends in about 4 minutes if it stays so', 'told once']);
  expect(alertFacts(alert('f', { recoversAt: at }), now)[1]).toBe('well again, ends at the next good answer');
  expect(alertFacts(alert('f', { told: 2, acknowledged: { by: 'ada', at }, silencedBy: 'a run of ours', snoozedUntil: at }), now)).toEqual(['for 3 hours', 'told 2 times', 'acknowledged by ada', 'silent: a run of ours']);
});

it('shows the fullest file system and the API server among the key figures', () => {
  const figure = (id: string, value: number) => ({ id, value, at, isStale: false });
  expect(keyFigures([figure('disk-free-percent:/', 60), figure('disk-free-percent:/data', 9), figure('response-time:webserver', 5), figure('response-time:apiserver', 9), figure('load5', 1)]).map(({ id }) => id)).toEqual(['load5', 'disk-free-percent:/data', 'response-time:apiserver']);
});

it('words the band of a forecast', () => {
  expect(bandWords({ mount: '/', days: 9.2, earliest: 7, latest: null, sentence: '' })).toBe('9 days; 7 days at the earliest, perhaps never');
  expect(bandWords({ mount: '/', days: 1.1, earliest: 0.4, latest: 3, sentence: '' })).toBe('1 day; 0 days at the earliest, 3 days at the latest');
});

it('lifts the pen of a small chart over a gap', () => {
  expect(sparkPath([0, 10, 50], [0, 10, 5], { from: 0, to: 100 }, 20)).toBe('M0 28L10 2.1M50 15');
});
