import * as z from 'zod';
import { alert } from './alert';
import { time, id } from './fields';
import { finding } from './finding';

/** A finding of a probe. */
export const watched = finding.extend({
  /** Since when its outcome is as it is; null: not asked yet. */
  since: time.nullable(),
  /** Milliseconds between two askings. */
  every: z.number(),
  /** Older than two cadences: what it says may not hold any more. */
  isStale: z.boolean(),
  /** A pass that is worth a look (20 % free). */
  isNote: z.boolean(),
});
export type Watched = z.infer<typeof watched>;

/** off: not watched · unknown: nothing asked yet · unreachable: no answer · ill, warn, note, well: by the worst finding */
export const verdict = z.enum(['ill', 'unreachable', 'warn', 'unknown', 'note', 'well', 'off']);
export type Verdict = z.infer<typeof verdict>;

export const forecast = z.object({
  mount: z.string(),
  /** Days until it is full: the likely one, the earliest and the latest; null latest: perhaps never. */
  days: z.number(),
  earliest: z.number(),
  latest: z.number().nullable(),
  sentence: z.string(),
});
export type Forecast = z.infer<typeof forecast>;

export const health = z.object({
  server: z.string(),
  verdict,
  /** "ClearML works. The data disk will be full in 9 days." */
  sentence: z.string(),
  isWatched: z.boolean(),
  /** The last answer of the server, whatever it was asked. */
  lastContactAt: time.nullable(),
  findings: z.array(watched),
  counts: z.object({ pass: z.number(), note: z.number(), warn: z.number(), fail: z.number(), unknown: z.number() }),
  /** The newest value of each figure. */
  figures: z.array(z.object({ id: z.string(), value: z.number(), at: time, isStale: z.boolean() })),
  forecasts: z.array(forecast),
  /** Pending and firing. */
  alerts: z.array(alert),
  /** Why history is not written just now (a full disk under the database); null when it is. */
  historyPaused: z.string().nullable(),
});
export type Health = z.infer<typeof health>;

/** Of each server, for fleet and frame. */
export const healthBrief = z.object({ verdict, sentence: z.string(), firing: z.number(), lastContactAt: time.nullable() });
export type HealthBrief = z.infer<typeof healthBrief>;

export const seriesInput = z.object({ figures: z.array(z.string().max(300)).min(1).max(12), from: time, to: time, points: z.number().int().min(10).max(1000).default(300) }).refine(({ from, to }) => from < to, { path: ['to'], error: 'The end comes after the beginning.' });
export const series = z.object({
  /** Seconds that one point stands for. */
  step: z.number(),
  series: z.array(z.object({
    figure: z.string(),
    /** Milliseconds since 1970, ascending; a step without a value is missing: a gap. */
    times: z.array(z.number()),
    min: z.array(z.number()),
    avg: z.array(z.number()),
    max: z.array(z.number()),
  })),
  thresholds: z.array(z.object({ figure: z.string(), value: z.number(), outcome: z.enum(['note', 'warn', 'fail']) })),
  marks: z.array(z.object({ at: time, kind: z.enum(['run', 'restart', 'reboot', 'config', 'alert']), text: z.string(), run: id.nullable() })),
});
export type Series = z.infer<typeof series>;
