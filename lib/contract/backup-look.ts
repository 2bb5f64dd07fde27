import * as z from 'zod';
import { backupGuard } from './backup-watch';
import { id, time } from './fields';
import { stepPlan } from './plan';

/** `isLater`: what it does follows from what an earlier step makes, so its commands are planned when it is its turn. */
export const backupStepLook = stepPlan.extend({ isLater: z.boolean() });
export type BackupStepLook = z.infer<typeof backupStepLook>;

/** A backup before it is started, as the server was asked just now. */
export const backupLook = z.object({
  askedAt: time,
  destination: id,
  /** Whether it is the look of one that stops ClearML while its parts are stored. */
  quiesced: z.boolean(),
  /** Where it is copied to then; missing or null: nowhere. */
  copyTo: id.nullable().optional(),
  /** What it will do, in sentences, in its order. */
  will: z.array(z.string()),
  /** What was found before; a `refuse` among them stops it. */
  guard: z.array(backupGuard),
  /** What else stops it, in sentences: a step that is blocked, another run. */
  blockers: z.array(z.string()),
  steps: z.array(backupStepLook),
  /** By the steps' usual times, in milliseconds. */
  usually: z.number(),
  /** How long the last complete one to this destination took, in milliseconds; null: there is none. */
  lastTook: z.number().nullable(),
  /** How long ClearML would be stopped, by how long the parts of the last one took, in milliseconds; null: it is not stopped, or nothing tells it. */
  away: z.number().nullable(),
  /** The id of the commands that restart or destroy something: a start that names it needs no nod for them. */
  shown: z.string(),
});
export type BackupLook = z.infer<typeof backupLook>;

/** Whether it can be started as it is shown. */
export const canStart = ({ guard, blockers }: Pick<BackupLook, 'guard' | 'blockers'>): boolean => blockers.length === 0 && guard.every(({ outcome }) => outcome === 'warn');
