import * as z from 'zod';
import { time } from './fields';

const whole = (unit: string, least: number, most: number, why: string) => z.coerce.number(`Enter ${unit}.`).int(`Enter whole ${unit}.`).min(least, `Enter ${least} ${unit} or more: ${why}.`).max(most, `Enter ${most} ${unit} at most.`);

/** For how long figures are kept: as they were measured, of 5 minutes, of an hour. */
export const keepInput = z
  .object({
    rawHours: whole('hours', 24, 336, 'the chart of a day is drawn from them'),
    shortDays: whole('days', 14, 366, 'thresholds are proposed from a fortnight'),
    longDays: whole('days', 30, 3650, 'forecasts and the long charts are drawn from them'),
  })
  .refine(({ shortDays, longDays }) => longDays >= shortDays, { path: ['longDays'], error: 'Keep the values of an hour for as long as those of 5 minutes, or longer.' });
export type Keep = z.output<typeof keepInput>;

export const historyView = z.object({ keep: keepInput, usual: keepInput });

/** What is deleted where something is kept for less long. `values`: roughly. */
const loss = z.object({ of: z.enum(['raw', 'short', 'long']), from: time, to: time, values: z.number() });
export type Loss = z.infer<typeof loss>;

/** What a choice means for what there is now. `bytes`: on disk, of one server, once it is full; roughly. `servers`: of which there is some history. */
export const historyWeight = z.object({ bytes: z.number(), servers: z.number(), losses: z.array(loss) });
export type HistoryWeight = z.infer<typeof historyWeight>;

/** `agreed`: that what falls out of a shorter time is deleted. */
export const historySaveInput = z.object({ keep: keepInput, agreed: z.boolean().default(false) });

/** What there is of all servers; times are seconds since 1970, null: nothing. */
export interface HistoryExtent {
  readonly servers: number;
  readonly figures: number;
  /** Raw values of the last hour. */
  readonly lastHour: number;
  readonly oldest: { readonly raw: number | null; readonly short: number | null; readonly long: number | null };
}
