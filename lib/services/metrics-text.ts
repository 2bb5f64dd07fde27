/** Prometheus' text format, version 0.0.4. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly samples: readonly Sample[];
}

/** One text of all metrics. A sample with the labels of an earlier one, or that is no number, is left out: one of them would spoil the whole. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics.flatMap(({ name, help, type, samples }) => {
    const lines = new Map<string, string>();
    for (const { labels, value } of samples) {
      const written = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`).join(',');
      const key = written === '' ? name : `${name}{${written}}`;
      if (Number.isFinite(value) && !lines.has(key)) lines.set(key, `${key} ${value}`);
    }
    return lines.size === 0 ? [] : [`# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`, `# TYPE ${name} ${type}`, ...lines.values()];
  }).join('\n').concat('\n');
}

/** What a server is called comes from outside: it must not end the line, or the label. */
const escapeLabel = (text: string): string => Buffer.from(text, 'utf8').toString('utf8').replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
