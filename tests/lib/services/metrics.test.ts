import { expect, it } from 'vitest';
import type { Alert } from '@/lib/contract/alert';
import { figureKinds, type FigureKindId } from '@/lib/contract/figures';
import { metricsOfServers } from '@/lib/services/metrics-of-servers';
import { metricsText } from '@/lib/services/metrics-text';

const at = '2026-01-01T00:00:00.000Z';
const figure = (id: string, value: number, isStale = false) => ({ id, value, at, isStale });
const alert = (check: string, state: Alert['state']) => ({ check, state, severity: 'fail' }) as Alert;
const text = (figures: ReturnType<typeof figure>[], alerts: Alert[] = []) => metricsText(metricsOfServers([{ server: 'alpha', verdict: 'ill', figures, alerts, lastContactAt: at }]));

it('gives verdict, contact, newest figures in base units, and alerts', () => {
  const said = text([figure('load5', 1.5), figure('disk-free-percent:/', 12), figure('disk-free-percent:/data', 3), figure('response-time:apiserver', 250), figure('memory-available', 8e9), figure('network-in', 1000), figure('of-another-release', 1)], [alert('monitoring/disk-data', 'firing'), alert('monitoring/load', 'pending'), alert('monitoring/memory', 'resolved')]);
  for (const line of [
    'groundcrew_server_verdict{server="alpha",verdict="ill"} 1', 'groundcrew_server_verdict{server="alpha",verdict="well"} 0', 'groundcrew_server_last_contact_timestamp_seconds{server="alpha"} 1767225600',
    'groundcrew_load5{server="alpha"} 1.5', 'groundcrew_disk_free_percent{server="alpha",of="/data"} 3', 'groundcrew_response_time_seconds{server="alpha",of="apiserver"} 0.25', 'groundcrew_memory_available_bytes{server="alpha"} 8000000000', 'groundcrew_network_in_bytes_per_second{server="alpha"} 1000',
    'groundcrew_alerts_firing{server="alpha"} 1', 'groundcrew_alert{server="alpha",check="monitoring/disk-data",severity="fail",state="firing"} 1', 'groundcrew_alert{server="alpha",check="monitoring/load",severity="fail",state="pending"} 1',
  ]) expect(said.split('\n')).toContain(line);
  expect(said).not.toMatch(/another_release|monitoring\/memory/);
});

it('leaves out what is stale, and what is no number', () => {
  expect(text([figure('load5', 1, true), figure('swap-used', Number.NaN)])).not.toMatch(/load5|swap/);
});

it('a name from a server ends neither a label nor a line, and no line comes twice', () => {
  const hostile = '/a"} 9\ngroundcrew_load5{server="beta"} 99 \\';
  const lines = text([figure(`disk-free:${hostile}`, 1), figure('disk-free:\ud800', 2), figure('disk-free:\ufffd', 3)]).trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^(?:# (?:HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+(?:\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? -?[\d.e+-]+)$/);
  expect(lines.filter((line) => line.startsWith('groundcrew_load5'))).toEqual([]);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines.filter((line) => line.includes('\ufffd'))).toHaveLength(1);
});

it('names every kind of figure as Prometheus wants names, each once', () => {
  const said = text((Object.keys(figureKinds) as FigureKindId[]).map((kind) => figure(kind, 1)));
  const names = [...said.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(Object.keys(figureKinds).length + 3);
});
