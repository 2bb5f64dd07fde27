import type { Forecast } from '@/lib/contract/health';
import type { Layout } from '@/lib/contract/layout';
import { count } from '@/lib/core/units';
import { forecast, type DaysLeft } from '@/lib/engine/forecast';
import { longStep } from '@/lib/engine/rollup';
import type { Work } from '../../work';

const kind = 'disk-free:';
/** Seconds of the past by which the future is told. */
const past = 7 * 86_400;
/** Seconds since the newest hour: older, the disk is not watched just now, or is another one by now. */
const stale = 3 * longStep;

/** For each file system that fills: when it will be full. Read from the hours that history keeps. */
export async function diskForecasts(work: Work, serverId: string, layout: Layout): Promise<Forecast[]> {
  const { history } = work.repositories;
  const figures = (await history.figures(serverId)).filter((figure) => figure.startsWith(kind));
  const now = Math.floor(work.resources.clock.now() / 1000);
  const rows = figures.length === 0 ? [] : await history.read(serverId, { figures, source: longStep, step: longStep, from: now - past, to: now + 1 });
  return figures.flatMap((figure) => {
    const own = rows.filter((row) => row.figure === figure);
    if (now - (own.at(-1)?.at ?? 0) > stale) return [];
    const left = forecast(own.map(({ at, avg }) => ({ at: at * 1000, free: avg })));
    const mount = figure.slice(kind.length);
    return left === null ? [] : [{ mount, days: round(left.days), earliest: round(left.earliest), latest: left.latest === null ? null : round(left.latest), sentence: `${diskName(mount, layout)} will be full ${whenFull(left)}.` }];
  });
}

const round = (days: number): number => Math.round(days * 10) / 10;

function whenFull({ days }: DaysLeft): string {
  if (days < 1) return 'within a day';
  return days > 60 ? `in about ${count(Math.round(days / 30), 'month')}` : `in ${count(Math.round(days), 'day')}`;
}

const words: Readonly<Record<string, string>> = { root: 'The root disk', docker: "Docker's disk", data: 'The data disk', fileserver: "The file server's disk" };

/** "The data disk"; a mount that the layout does not name by itself. */
export function diskName(mount: string, { disks }: Pick<Layout, 'disks'>): string {
  const role = disks.find((disk) => disk.mount === mount)?.role;
  return words[role ?? ''] ?? `The disk at ${mount}`;
}
