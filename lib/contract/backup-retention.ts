import * as z from 'zod';
import { id, time } from './fields';

const places = (unit: string, most: number) => z.coerce.number(`Enter how many ${unit}.`).int('Enter a whole number.').min(0, 'Enter 0 or more.').max(most, `Enter ${most} at most.`);

/**
 * How many complete backups stay: the last ones, and the newest of each of so many days, weeks (from Monday) and months in
 * which there is one. The newest and the last proven one stay whatever it says, so that this is no choice.
 */
export const retentionInput = z
  .object({ last: places('backups', 1000), days: places('days', 3650), weeks: places('weeks', 520), months: places('months', 120) })
  .refine(({ last, days, weeks, months }) => last + days + weeks + months > 0, { path: ['last'], error: 'Keep one at least: enter 1 or more here or beside it.' });
export type RetentionPolicy = z.output<typeof retentionInput>;

/** ClearML's guide wants two days at least; a mistake is often found only after weeks. */
export const usualRetention: RetentionPolicy = { last: 2, days: 7, weeks: 4, months: 6 };

export const retentionPlan = z.object({
  /** The newest first. `reasons`: why it is kept, such as "daily, 2 of 7"; none: it is deleted. */
  complete: z.array(z.object({ set: id, startedAt: time, reasons: z.array(z.string()) })),
  /** What is not complete and so counts for nothing, the newest first. `why`: it is cleaned up or stays, in a sentence. */
  apart: z.array(z.object({ set: id, startedAt: time, isCleanedUp: z.boolean(), why: z.string() })),
});
export type RetentionPlan = z.infer<typeof retentionPlan>;
