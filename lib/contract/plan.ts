import * as z from 'zod';
import { id, time } from './fields';
import { obstacle } from './obstacle';

export const effect = z.enum(['reads', 'changes', 'downloads', 'restarts', 'destroys']);

/** A command as it is shown: secrets masked, quoting as a shell would need it. */
export const commandView = z.object({
  kind: z.enum(['exec', 'script', 'install', 'reboot']),
  text: z.string(),
  as: z.enum(['root', 'login']),
  effect,
  why: z.string(),
  /** For a file: what is there now and what will be. `before` null: it does not exist, or may not be shown. */
  file: z.object({ path: z.string(), mode: z.string(), owner: z.string(), before: z.string().nullable(), after: z.string(), secret: z.boolean() }).nullable(),
  /** For a script: its text. */
  script: z.string().nullable(),
  /** Of a command that destroys: all that its step loses, as the plan names it. A nod is for this and no more. */
  loses: z.array(z.string()).optional(),
});
export type CommandView = z.infer<typeof commandView>;

/**
 * in-place: nothing to do · planned: commands follow · proof: leaves a receipt ·
 * blocked: a fact is unreadable, or a nod is missing · waits: planned once an earlier step has made its facts
 */
export const stepPlan = z.object({
  id: z.string(),
  title: z.string(),
  guide: z.string().nullable(),
  why: z.string(),
  /** Where we depart from the guide's letter, and why. */
  departure: z.string().nullable(),
  /** Whether the departure changes what is on the server afterwards. Absent in plans of before. */
  departs: z.boolean().optional(),
  state: z.enum(['in-place', 'planned', 'blocked']),
  blockedBy: z.string().nullable(),
  /** With `in-place`: why nothing has to stand there. */
  notNeeded: z.string().nullable().optional(),
  commands: z.array(commandView),
  /** Usual duration in milliseconds. */
  usually: z.number(),
  destroys: z.array(z.string()),
  restarts: z.array(z.string()),
  irreversible: z.string().nullable(),
  interruptible: z.boolean(),
});
export type StepPlan = z.infer<typeof stepPlan>;

export const plan = z.object({
  id,
  serverId: id,
  madeAt: time,
  /** Changes when materials, settings or overrides change: a plan of other inputs can't be run. */
  inputsHash: z.string(),
  /** Whether the plan still fits the inputs saved now. */
  current: z.boolean(),
  chapters: z.array(z.object({ title: z.string(), steps: z.array(stepPlan) })),
  summary: z.object({
    steps: z.number(), inPlace: z.number(), notNeeded: z.number().optional(), departures: z.number().optional(), commands: z.number(), files: z.number(), downloads: z.number(),
    restarts: z.array(z.string()), destroys: z.array(z.string()),
    /** Rough sum in milliseconds. */
    usually: z.number(),
  }),
  sentence: z.string(),
  /** All reasons why it can't be started now. */
  blockers: z.array(obstacle),
  /** When something is destroyed: the server's name must be typed. */
  needsName: z.boolean(),
});
export type Plan = z.infer<typeof plan>;

/** The script is planned anew when it is asked for: `differences` names the steps that are not as in the plan that was shown. */
export const planScript = z.object({ fileName: z.string(), text: z.string(), plannedAt: time, differences: z.array(z.string()) });
