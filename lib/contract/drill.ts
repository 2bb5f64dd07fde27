import * as z from 'zod';
import { id, time } from './fields';
import { stepPlan } from './plan';
import { restorableSources, restoreFinding } from './restore';

export type RestorableSource = (typeof restorableSources)[number];

/** How a restore drill of a backup ended. */
export const drillRecord = z.object({
  /** The run's id. */
  id,
  set: id,
  startedAt: time,
  endedAt: time,
  outcome: z.enum(['proven', 'failed']),
  /** RTO: milliseconds that restoring and comparing took, of all parts; null: it failed. */
  took: z.number().int().min(0).nullable(),
  /** RPO: milliseconds by which the backup's data were older than the drill. */
  age: z.number().int().min(0),
  /** Whether all files were restored, or some at random: `took` is then without the rest of them. */
  files: z.enum(['all', 'sample']),
  /** Why it failed, or what was proven, in a sentence. */
  sentence: z.string().max(2000),
});
export type DrillRecord = z.infer<typeof drillRecord>;

/** What a drill of a backup would do now, and what stands against it. Sizes are bytes; null: it can't be told. */
export const drillLook = z.object({
  set: id,
  startedAt: time,
  will: z.array(z.string()),
  /** The directory that is made for it, and what is free there now. */
  place: z.string(),
  free: z.number().nullable(),
  needed: z.number(),
  findings: z.array(restoreFinding),
  steps: z.array(stepPlan),
  /** By the steps' usual times, in milliseconds. */
  usually: z.number(),
  /** How the last drill of this server went, of whichever backup; null: there was none. */
  last: drillRecord.nullable(),
});
export type DrillLook = z.infer<typeof drillLook>;
