import * as z from 'zod';
import { id, time } from './fields';

/** How a restore drill of a backup ended. */
export const drillRecord = z.object({
  /** The run's id. */
  id,
  set: id,
  /** From which place the backup was taken; null or missing: where it was made. */
  destination: id.nullish(),
  /** The server on which it was restored, where the backup is another server's; null or missing: on the one that was backed up. */
  on: id.nullish(),
  startedAt: time,
  endedAt: time,
  /** damaged: what is stored is not what it was · failed: it could not be restored, and no damage was found, so it says nothing of the backup. */
  outcome: z.enum(['proven', 'damaged', 'failed']),
  /** RTO: milliseconds that restoring and comparing took, of all parts, and until ClearML's API server had answered where it did; null: it failed. */
  took: z.number().int().min(0).nullable(),
  /** RPO: milliseconds by which the backup's data were older than the drill. */
  age: z.number().int().min(0),
  /** Whether all files were restored, or some at random: `took` is then without the rest of them. */
  files: z.enum(['all', 'sample']),
  /** What became of ClearML's API server on the restored stores; null or missing: nothing is known. `took`: milliseconds of it, which are part of the RTO when it passed. */
  clearml: z.object({ outcome: z.enum(['passed', 'failed', 'skipped']), took: z.number().int().min(0).nullable(), sentence: z.string().max(700) }).nullish(),
  /** Why it failed, or what was proven, in a sentence. */
  sentence: z.string().max(2000),
});
export type DrillRecord = z.infer<typeof drillRecord>;

/** Whether it says something of the backup: that it could not be restored on another server, and no damage was found, does not. */
export const saysOfBackup = ({ on, outcome }: Pick<DrillRecord, 'on' | 'outcome'>): boolean => on == null || outcome !== 'failed';

/** One in a list. `onName`: what the other server is called on which it was restored; null: it is gone; missing: it was no other. */
export const listedDrill = drillRecord.extend({ onName: z.string().nullish() });
export type ListedDrill = z.infer<typeof listedDrill>;
