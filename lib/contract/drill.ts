import * as z from 'zod';
import { drillRecord } from './drill-record';
import { id, time } from './fields';
import { stepPlan } from './plan';
import { restoredData, restoreFinding } from './restore';

export type RestorableSource = (typeof restoredData)[number];

/** What a drill of a backup would do now, and what stands against it. Sizes are bytes; null: it can't be told. */
export const drillLook = z.object({
  set: id,
  startedAt: time,
  /** Of which other server it was made, by the name that its console gave it; null: of this one. */
  of: z.string().nullable(),
  /** Where it lies, in words, and when the server was asked. */
  from: z.string(),
  askedAt: time,
  will: z.array(z.string()),
  /** The directory that is made for it, and what is free there now. */
  place: z.string(),
  free: z.number().nullable(),
  needed: z.number(),
  /** What it may take of memory at once, and what is available now. */
  memory: z.object({ needed: z.number(), free: z.number().nullable() }),
  findings: z.array(restoreFinding),
  steps: z.array(stepPlan),
  /** By the steps' usual times, in milliseconds. */
  usually: z.number(),
  /** How the last drill on this server went: of its own backups, or, where it is another server's, of that one or what lies beside it; null: there was none. */
  last: drillRecord.nullable(),
});
export type DrillLook = z.infer<typeof drillLook>;
