/** What a server's health page takes of a console that has watched 20 servers for a year: time and weight, for each range. */
import { statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Health } from '@/lib/contract/health';
import { chartGroups, batches } from '@/components/health/charts-of';
import { ranges } from '@/components/charts/time-window';
import { FleetConsole, timed } from './fleet-console';
import { fillHistory } from './history-rows';
import { against, atRank, keep } from './results';

const count = Number(process.env.BENCH_SERVERS ?? 20);
const limits = { milliseconds: 200, gzipBytes: 100_000 };
const rounds = 3;

let filled = { rows: 0, figures: 0 };
let bytes = 0;
const fleet = await FleetConsole.start(count, (file, ids) => {
  filled = fillHistory(file, ids);
  bytes = statSync(file).size;
});
try {
  await fleet.connected();
  const browser = await fleet.signIn();
  const names = Array.from({ length: count }, (_, index) => `bench-${String(index).padStart(3, '0')}`);
  const took: Record<string, number[]> = {};
  const weights: Record<string, number> = {};
  const note = async (what: string, task: () => Promise<string>): Promise<string> => {
    let text = '';
    (took[what] ??= []).push(await timed(async () => (text = await task())));
    return text;
  };
  await browser.page(`/servers/${names[0]}/health`); // the first one loads the page's code
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const html = await browser.page(`/servers/${name}/health`);
      const answer = await note('health.get', () => browser.verb('health.get', { server: name }));
      const { figures } = JSON.parse(answer) as Health;
      for (const { id, length } of ranges) {
        const to = Date.now();
        const parts = [html, answer];
        for (const batch of batches(chartGroups(figures.map((figure) => figure.id))[0]?.charts ?? [])) {
          const asked = { server: name, figures: batch.flatMap((chart) => chart.figures.map((figure) => figure.id)), from: new Date(to - length).toISOString(), to: new Date(to).toISOString() };
          parts.push(await note(`health.series ${id}`, () => browser.verb('health.series', asked)));
        }
        weights[id] = Math.max(weights[id] ?? 0, parts.reduce((sum, part) => sum + gzipSync(part).length, 0));
      }
    }
  }
  const worst = (values: readonly number[]) => Math.max(...values);
  keep('history', {
    servers: count, ...filled, database: { value: bytes, unit: 'bytes' },
    answer: { ...against(worst(Object.values(took).map((each) => atRank(each, 0.95))), limits.milliseconds), unit: 'ms, the slowest of these, p95', each: Object.fromEntries(Object.entries(took).map(([what, each]) => [what, Math.round(atRank(each, 0.95))])) },
    view: { ...against(worst(Object.values(weights)), limits.gzipBytes), unit: 'bytes gzip: page, health.get and the series of one tab, the heaviest of these', each: weights },
  });
} finally {
  await fleet.close();
}
