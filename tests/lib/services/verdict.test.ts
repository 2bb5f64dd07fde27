import { expect, it } from 'vitest';
import type { Alert } from '@/lib/contract/alert';
import type { Forecast, Watched } from '@/lib/contract/health';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { diskName } from '@/lib/services/workers/watch/disk-forecasts';
import { judgeHealth } from '@/lib/services/workers/watch/verdict';
import { layouts } from '@/lib/guide/layouts';
import { alert } from '../../components/health/fixtures';

const at = '2026-03-04T05:06:07.000Z';
const finding = (id: string, outcome: Watched['outcome'], message = `${id} is ${outcome}`, more: Partial<Watched> = {}): Watched => ({
  id, title: id, chapter: 'Test', guide: null, outcome, message, actual: null, wanted: null, askedFrom: 'server', askedAt: at, remedy: null, repair: null, evidence: [], override: null, since: at, every: 30_000, isStale: false, isNote: false, ...more,
});
const probe = (id: string, more: Partial<Probe<Inputs>> = {}): Probe<Inputs> => ({ id, guide: null, title: id, chapter: 'Test', needs: () => ({}), outcomes: [], every: 30_000, afterMinutes: 1, ...more });
const forecast = (days: number, sentence: string): Forecast => ({ mount: '/', days, earliest: days, latest: null, sentence });
const judge = (findings: Watched[], forecasts: Forecast[] = [], probes: Probe<Inputs>[] = [], lastContactAt: string | null = at, alerts: Alert[] = []) => judgeHealth({ name: 'clearml-1', findings, forecasts, alerts, lastContactAt, probes, now: Date.parse(at) + 3_600_000 });

it('says that it works, and what comes within a month', () => {
  expect(judge([finding('a', 'pass')])).toEqual({ verdict: 'well', sentence: 'ClearML works.' });
  const note = finding('a', 'pass', '2 images are used by nothing. Together they take 3 GB.', { isNote: true });
  expect(judge([note], [forecast(40, 'Not this.'), forecast(9, 'The data disk will be full in 9 days.')])).toEqual({ verdict: 'note', sentence: 'ClearML works. One note: 2 images are used by nothing. The data disk will be full in 9 days.' });
  expect(judge([finding('c', 'pass'), note, finding('b', 'pass', 'y', { isNote: true })]).sentence).toBe('ClearML works. 2 notes, the first: 2 images are used by nothing.');
  expect(judge([note, finding('b', 'warn', 'The load is 7.')]).sentence).toBe('ClearML works. The load is 7.');
  expect(judge([finding('a', 'pass')], [forecast(40, 'Not this.')]).sentence).toBe('ClearML works.');
});

it('says that it recovers while alerts of what is well again still fire', () => {
  const probes = [probe('api', { vital: true }), probe('ports')];
  const well = [finding('api', 'pass'), finding('ports', 'pass')];
  const [now, in4] = [Date.parse(at) + 3_600_000, new Date(Date.parse(at) + 3_600_000 + 3.5 * 60_000).toISOString()];
  const says = (alerts: Alert[], findings = well) => judge(findings, [], probes, at, alerts).sentence;
  expect(says([alert('api', { recoversAt: in4 })])).toBe('ClearML answers again. 1 alert still fires and ends in about 4 minutes if its check stays well.');
  expect(says([alert('api', { recoversAt: new Date(now + 9000).toISOString() }), alert('ports', { recoversAt: in4 })])).toBe('ClearML answers again. 2 alerts still fire and end in about 4 minutes if their checks stay well.');
  expect(says([alert('ports', { recoversAt: new Date(now - 1000).toISOString() })])).toBe('ClearML works. 1 alert still fires and ends within a minute if its check stays well.');
  expect(says([alert('api'), alert('ports', { state: 'pending', recoversAt: null })])).toBe('ClearML works.');
  expect(says([alert('api', { recoversAt: in4 })], [finding('api', 'pass'), finding('ports', 'warn', 'Port 9200 is open.')])).toBe('ClearML answers again. Port 9200 is open. 1 alert still fires and ends in about 4 minutes if its check stays well.');
});

it('names the worst by its root', () => {
  const probes = [probe('disk', { explains: ['inside/'] }), probe('inside/elastic', { vital: true }), probe('ports')];
  expect(judge([finding('ports', 'fail', 'Port 9200 is open.')], [], probes)).toEqual({ verdict: 'ill', sentence: 'ClearML works, but something fails: Port 9200 is open.' });
  expect(judge([finding('ports', 'fail'), finding('inside/elastic', 'fail', 'Elasticsearch does not answer')], [], probes)).toEqual({ verdict: 'ill', sentence: 'ClearML does not work: Elasticsearch does not answer. And 1 more failure.' });
  expect(judge([finding('ports', 'fail'), finding('inside/elastic', 'fail'), finding('disk', 'fail', 'The data disk is full.')], [], probes).sentence).toBe('ClearML does not work: The data disk is full. And 2 more failures.');
  expect(judge([finding('a', 'warn', 'The load is 7.'), finding('b', 'warn'), finding('c', 'unknown')])).toEqual({ verdict: 'warn', sentence: 'ClearML works. The load is 7. And 1 more warning.' });
});

it('takes nothing for well that is stale, unknown or not asked', () => {
  expect(judge([finding('a', 'unknown', 'Not asked yet.', { askedAt: null })])).toEqual({ verdict: 'unknown', sentence: 'The server is asked for the first time.' });
  expect(judge([finding('a', 'pass'), finding('b', 'unknown', 'It took too long')])).toEqual({ verdict: 'unknown', sentence: '1 check could not be judged: It took too long.' });
  expect(judge([finding('a', 'pass'), finding('b', 'fail', 'x', { isStale: true })])).toEqual({ verdict: 'unknown', sentence: '1 check could not be judged: "b" was not answered lately.' });
  expect(judge([finding('a', 'pass'), finding('b', 'unknown', 'Not asked yet.', { askedAt: null })]).verdict).toBe('well');
});

it.each<[string, Partial<Watched>, string]>([
  ['was not asked yet', { askedAt: null }, '"api" was not asked yet.'],
  ['was asked too long ago', { isStale: true }, '"api" was not answered lately.'],
  ['could not be asked', { message: 'sudo was refused' }, 'sudo was refused.'],
])('never says that ClearML works while what tells it %s', (_, more, why) => {
  const probes = [probe('api', { vital: true }), probe('disk')];
  const api = finding('api', more.isStale ? 'pass' : 'unknown', 'x', more);
  expect(judge([api, finding('disk', 'pass')], [], probes)).toEqual({ verdict: 'unknown', sentence: `It is not known whether ClearML works: ${why}` });
  expect(judge([api, finding('disk', 'warn', 'The disk fills.')], [], probes)).toEqual({ verdict: 'unknown', sentence: `It is not known whether ClearML works: ${why} The disk fills.` });
  expect(judge([api, finding('disk', 'fail', 'The disk is full.')], [], probes)).toEqual({ verdict: 'ill', sentence: 'Something fails, and it is not known whether ClearML works: The disk is full.' });
});

it('says since when nothing was heard', () => {
  const gone = finding('reach/server', 'fail', '192.0.2.1 port 22 did not answer.');
  expect(judge([gone, finding('a', 'fail')])).toEqual({ verdict: 'unreachable', sentence: 'clearml-1 has not answered since 05:06 UTC: 192.0.2.1 port 22 did not answer.' });
  expect(judge([gone], [], [], '2026-03-01T22:00:00.000Z').sentence).toBe('clearml-1 has not answered since 2026-03-01 22:00 UTC: 192.0.2.1 port 22 did not answer.');
  expect(judge([gone], [], [], null).sentence).toBe('clearml-1 has not answered yet: 192.0.2.1 port 22 did not answer.');
});

it('calls disks by what they are for', () => expect(['/', '/opt/allegro/data', '/srv'].map((mount) => diskName(mount, layouts.guide))).toEqual(['The root disk', 'The data disk', 'The disk at /srv']));
