import { figureKinds, figureOf, type FigureKindId, type FigureUnit } from '@/lib/contract/figures';
import { verdict, type Health } from '@/lib/contract/health';
import type { Metric, Sample } from './metrics-text';

type Seen = Pick<Health, 'server' | 'verdict' | 'figures' | 'alerts' | 'lastContactAt'>;

/** Verdict, newest figures and alerts of each server. What is stale is left out, so that it looks stale there too. */
export function metricsOfServers(healths: readonly Seen[]): Metric[] {
  const each = (of: (health: Seen) => Sample[]) => healths.flatMap(of);
  return [
    { name: 'groundcrew_server_verdict', type: 'gauge', help: 'How a server is: 1 for its verdict, 0 for the others.', samples: each(({ server, verdict: is }) => verdict.options.map((option) => ({ labels: { server, verdict: option }, value: option === is ? 1 : 0 }))) },
    { name: 'groundcrew_server_last_contact_timestamp_seconds', type: 'gauge', help: 'When the server answered last, in seconds since 1970.', samples: each(({ server, lastContactAt }) => (lastContactAt === null ? [] : [{ labels: { server }, value: Date.parse(lastContactAt) / 1000 }])) },
    { name: 'groundcrew_alerts_firing', type: 'gauge', help: 'Number of alerts that fire.', samples: each(({ server, alerts }) => [{ labels: { server }, value: alerts.filter(({ state }) => state === 'firing').length }]) },
    { name: 'groundcrew_alert', type: 'gauge', help: 'An alert that is pending or fires.', samples: each(({ server, alerts }) => alerts.filter(({ state }) => state !== 'resolved').map(({ check, severity, state }) => ({ labels: { server, check, severity, state }, value: 1 }))) },
    ...(Object.keys(figureKinds) as FigureKindId[]).map((kind) => metricOfFigure(kind, healths)),
  ];
}

const perUnit: Readonly<Record<FigureUnit, readonly [string, number]>> = { load: ['', 1], count: ['', 1], percent: ['percent', 1], bytes: ['bytes', 1], 'bytes/s': ['bytes_per_second', 1], ms: ['seconds', 0.001] };

/** In base units, as Prometheus has them. `of`: the mount point, the service, … of a figure that exists several times. */
function metricOfFigure(kind: FigureKindId, healths: readonly Seen[]): Metric {
  const { title, unit } = figureKinds[kind];
  const [suffix, factor] = perUnit[unit];
  const words = kind.replaceAll('-', '_');
  const name = `groundcrew_${suffix === '' || words.endsWith(suffix) ? words : `${words}_${suffix}`}`;
  const samples = healths.flatMap(({ server, figures }) => figures.flatMap(({ id, value, isStale }) => {
    const figure = figureOf(id);
    return figure?.kind !== kind || isStale ? [] : [{ labels: { server, ...(figure.instance === null ? {} : { of: figure.instance }) }, value: value * factor }];
  }));
  return { name, type: 'gauge', help: `${title}.`, samples };
}
