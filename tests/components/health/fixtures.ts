import type { Alert } from '@/lib/contract/alert';
import type { Health, Series, Watched } from '@/lib/contract/health';

export const at = '2026-01-01T00:00:00.000Z';

export const watched = (id: string, outcome: Watched['outcome'], more: Partial<Watched> = {}): Watched => ({
  id, title: `Check ${id}`, chapter: 'Monitoring', guide: null, outcome, message: `Message ${id}.`, actual: null, wanted: null, askedFrom: 'server', askedAt: at, remedy: null, repair: null, evidence: [], override: null,
  since: at, every: 30_000, isStale: false, isNote: false, ...more,
});

export const alert = (check: string, more: Partial<Alert> = {}): Alert => ({
  id: `0123456789abcdefg${check.padStart(3, '0')}`.slice(-20), server: 'alpha', check, title: `Check ${check}`, chapter: 'Monitoring', state: 'firing', severity: 'fail', message: `Message ${check}.`, actual: null, wanted: null, remedy: null, now: null, causedBy: null,
  since: at, firedAt: at, resolvedAt: null, recoversAt: null, acknowledged: null, snoozedUntil: null, silencedBy: null, flapping: false, told: 1, ...more,
});

export const health = (more: Partial<Health> = {}): Health => ({
  server: 'alpha', verdict: 'well', sentence: 'ClearML works.', isWatched: true, lastContactAt: at, findings: [watched('a', 'pass')], counts: { pass: 1, note: 0, warn: 0, fail: 0, unknown: 0 },
  figures: [{ id: 'load5', value: 1.5, at, isStale: false }, { id: 'disk-free-percent:/', value: 60, at, isStale: false }], forecasts: [], alerts: [], historyPaused: null, ...more,
});

const begin = Date.parse(at);
export const series = (...figures: string[]): Series => ({
  step: 30,
  series: figures.map((figure) => ({ figure, times: [begin, begin + 30_000, begin + 60_000], min: [1, 2, 3], avg: [1.5, 2.5, 3.5], max: [2, 3, 4] })),
  thresholds: [{ figure: 'load5', value: 5, outcome: 'warn' }, { figure: 'load5', value: 10, outcome: 'fail' }],
  marks: [{ at, kind: 'run', text: 'Install ClearML', run: '0123456789abcdefghjk' }],
});
