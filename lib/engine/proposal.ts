import type { Proposals, Thresholds } from '@/lib/contract/watch';
import { quantile } from './forecast';

type Proposal = Proposals['proposals'][number];

/** What a fortnight said: of each 5 minutes the lowest and the highest value of a figure. */
export interface Seen {
  readonly figure: string;
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/** A proposal that lies within a quarter of what is set is not worth a change. */
const meaningful = 1.25;
const gigabyte = 1e9;

/** Thresholds that this server's own history proposes, where they differ from `now` by more than a quarter. Pure. */
export function propose(seen: readonly Seen[], now: Thresholds): Proposal[] {
  const highest = (kind: string, share: number) => top(seen.filter(({ figure }) => isOf(figure, kind)), share);
  const load = highest('load5', 0.99);
  const response = highest('response-time', 0.99);
  const memory = seen.find(({ figure }) => figure === 'memory-available');
  const low = memory === undefined || memory.lows.length === 0 ? null : quantile(ascending(memory.lows), 0.01) / gigabyte;
  const loadWarn = load === null ? null : Math.max(half(load.value * 1.3), 2);
  const all: (Proposal | null)[] = [
    load === null || loadWarn === null ? null : { threshold: 'loadWarn', title: '5-minute load, warning', now: now.loadWarn, proposed: loadWarn, unit: 'load', figure: load.figure, why: `In 99 of 100 cases it was below ${load.value.toFixed(1)}; a third more is unusual for this server.` },
    load === null || loadWarn === null ? null : { threshold: 'loadFail', title: '5-minute load, failure', now: now.loadFail, proposed: loadWarn * 2, unit: 'load', figure: load.figure, why: 'Twice the warning, as in the guide.' },
    low === null ? null : { threshold: 'memoryWarnGb', title: 'Available memory, warning', now: now.memoryWarnGb, proposed: Math.max(half(low * 0.8), half(now.memoryFailGb) + 0.5), unit: 'GB', figure: 'memory-available', why: `In 99 of 100 cases more than ${low.toFixed(1)} GB were available; a fifth less is unusual for this server.` },
    response === null ? null : { threshold: 'responseWarnMs', title: 'Response time, warning', now: now.responseWarnMs, proposed: Math.max(Math.ceil((response.value * 2) / 100) * 100, 500), unit: 'ms', figure: response.figure, why: `In 99 of 100 cases the slowest service answered within ${Math.round(response.value)} ms; twice that is unusual for this server.` },
  ];
  return all.filter((each): each is Proposal => each !== null && Math.max(each.now, each.proposed) / Math.max(Math.min(each.now, each.proposed), 1e-9) > meaningful);
}

function top(seen: readonly Seen[], share: number): { value: number; figure: string } | null {
  const values = seen.filter(({ highs }) => highs.length > 0).map(({ figure, highs }) => ({ figure, value: quantile(ascending(highs), share) }));
  return values.reduce<{ value: number; figure: string } | null>((worst, each) => (worst === null || each.value > worst.value ? each : worst), null);
}

const isOf = (figure: string, kind: string): boolean => figure === kind || figure.startsWith(`${kind}:`);
const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const half = (value: number): number => Math.round(value * 2) / 2;
