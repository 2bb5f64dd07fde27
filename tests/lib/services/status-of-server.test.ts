import { expect, it } from 'vitest';
import type { Watched } from '@/lib/contract/health';
import { statusOfServer } from '@/lib/services/status-of-server';
import { statusPage, statusSentence } from '@/lib/services/status-page';

const vital = new Set(['monitoring/apiserver', 'monitoring/webserver']);
const found = (id: string, outcome: Watched['outcome'], since: string | null, more: Partial<Watched> = {}) => ({ id, outcome, since, isStale: false, askedAt: '2026-01-09T00:00:00.000Z', ...more }) as Watched;
const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
const of = (findings: Watched[], isWatched = true) => statusOfServer({ isWatched, findings, lastContactAt: at(8) }, vital);
const services = [found('monitoring/apiserver', 'pass', at(2)), found('monitoring/webserver', 'warn', at(3))];

it('says that a server works while its services answer, whatever else warns or is not known', () => {
  expect(of([...services, found('machine/smart', 'unknown', at(4)), found('monitoring/load', 'warn', at(4))])).toEqual({ state: 'works', since: at(3) });
});

it('says limited when something else fails, since the first of it', () => {
  expect(of([...services, found('monitoring/disk-data', 'fail', at(5)), found('insides/elasticsearch', 'fail', at(4))])).toEqual({ state: 'limited', since: at(4) });
  expect(of([...services, found('monitoring/disk-data', 'fail', at(5), { isStale: true })]).state).toBe('works');
});

it('keeps from researchers what only the operator has to mend', () => {
  expect(of([...services, found('security/ports', 'fail', at(5)), found('drift/files', 'fail', at(5))])).toEqual({ state: 'works', since: at(3) });
});

it('says down when a service does not answer as it should, also when another was not asked', () => {
  expect(of([found('monitoring/apiserver', 'fail', at(6)), found('monitoring/webserver', 'unknown', null), found('monitoring/disk-data', 'fail', at(5))])).toEqual({ state: 'down', since: at(6) });
});

it.each([
  ['nobody watches it', of([], false), null],
  ['nothing was asked yet', of([]), at(8)],
  ['a service could not be asked', of([services[0]!, found('monitoring/webserver', 'unknown', at(3))]), at(8)],
  ['what was said is old', of([services[0]!, found('monitoring/webserver', 'pass', at(3), { isStale: true })]), at(8)],
  ['a failure is old', of([services[0]!, found('monitoring/webserver', 'fail', at(3), { isStale: true })]), at(8)],
  ['a service was never asked', of([services[0]!, found('monitoring/webserver', 'pass', null, { askedAt: null })]), at(8)],
])('says unknown, never well, when %s', (_, status, since) => {
  expect(status).toEqual({ state: 'unknown', since });
});

it('answers in a sentence first', () => {
  const all = (...states: ('works' | 'limited' | 'down' | 'unknown')[]) => statusSentence(states.map((state, index) => ({ title: `Lab ${index + 1}`, state })));
  expect(all()).toBe('No server is shown here.');
  expect(all('works')).toBe('Lab 1 works.');
  expect(all('works', 'works')).toBe('All 2 work.');
  expect(all('down')).toBe('Lab 1 is down.');
  expect(all('works', 'down', 'limited')).toBe('Lab 2 is down and Lab 3 works with limits. The other one works.');
  expect(all('unknown', 'unknown', 'works', 'works')).toBe('It is not known whether 2 servers work. The other 2 work.');
});

it('draws both themes from the one file of colours', () => {
  const page = statusPage({ title: 'ClearML', servers: [{ title: 'Lab', state: 'down', since: at(6) }], at: Date.parse(at(9)), nonce: 'n' });
  for (const token of ['--good', '--warning', '--bad', '--unknown', '--ink', '--ink-soft', '--ink-faint', '--canvas', '--line']) expect(page.match(new RegExp(`${token}:`, 'g')), token).toHaveLength(2);
  expect(page).toContain(`<time datetime="${at(6)}">2026-01-06 00:00 UTC</time>`);
});
