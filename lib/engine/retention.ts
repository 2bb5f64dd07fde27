import type { HistoryExtent, HistoryWeight, Keep, Loss } from '@/lib/contract/history';

const hour = 3600;
const day = 24 * hour;
/** What a row takes on disk, with what the pages leave free: measured over 200,000 rows. */
const rowBytes = { raw: 25, rolled: 50 } as const;

export const usualKeep: Keep = { rawHours: 48, shortDays: 30, longDays: 730 };

/** For how long values are kept, and since when (seconds since 1970) they are whole: a longer time brings nothing back. */
export interface Kept extends Keep {
  readonly rawFrom: number;
  readonly shortFrom: number;
}
export const usualKept: Kept = { ...usualKeep, rawFrom: 0, shortFrom: 0 };

/** In seconds. */
export const secondsKept = ({ rawHours, shortDays, longDays }: Keep): { readonly raw: number; readonly short: number; readonly long: number } => ({ raw: rawHours * hour, short: shortDays * day, long: longDays * day });

/** The second from which on values of each kind are there. Pure. */
export function heldFrom(kept: Kept, now: number): { readonly raw: number; readonly short: number } {
  const { raw, short } = secondsKept(kept);
  return { raw: Math.max(now - raw, past(kept.rawFrom, now)), short: Math.max(now - short, past(kept.shortFrom, now)) };
}

/** One that a wrong clock dated ahead says nothing. */
const past = (from: number, now: number): number => (from > now ? 0 : from);

/** As it is kept after somebody chose other times. Pure. */
export function changeKept(before: Kept, keep: Keep, now: number): Kept {
  const [was, is] = [secondsKept(before), secondsKept(keep)];
  return { ...keep, rawFrom: Math.max(past(before.rawFrom, now), now - Math.min(was.raw, is.raw)), shortFrom: Math.max(past(before.shortFrom, now), now - Math.min(was.short, is.short)) };
}

/** Of a server of which nothing is known yet: forty figures, each half a minute. */
const usualServer = { figures: 40, lastHour: 40 * 120 };

/** What a choice costs, and what falls out of it. Pure. */
export function weighKeep(before: Keep, keep: Keep, extent: HistoryExtent, now: number): HistoryWeight {
  const { servers, oldest } = extent;
  const one = servers === 0 || extent.lastHour === 0 ? usualServer : { figures: extent.figures / servers, lastHour: extent.lastHour / servers };
  const perSecond = { raw: one.lastHour / hour, short: one.figures / 300, long: one.figures / hour };
  const [was, is] = [secondsKept(before), secondsKept(keep)];
  const bytes = is.raw * perSecond.raw * rowBytes.raw + (is.short * perSecond.short + is.long * perSecond.long) * rowBytes.rolled;
  const losses = (['raw', 'short', 'long'] as const).flatMap((of): Loss[] => {
    const [from, to] = [oldest[of], now - is[of]];
    if (from === null || is[of] >= was[of] || from >= to) return [];
    return [{ of, from: iso(from), to: iso(to), values: roughly((to - from) * perSecond[of] * Math.max(servers, 1)) }];
  });
  return { bytes: roughly(bytes), servers, losses };
}

const iso = (second: number): string => new Date(second * 1000).toISOString();
/** Two digits of it. */
const roughly = (number: number): number => Number(number.toPrecision(2));
