import * as z from 'zod';
import { id, serverName, time } from './fields';

export const alertState = z.enum(['pending', 'firing', 'resolved']);
/** `unknown`: the check can't be asked; it is told later than what is known to be ill. */
export const severity = z.enum(['warn', 'fail', 'unknown']);
export type Severity = z.infer<typeof severity>;

export const alert = z.object({
  id,
  server: serverName,
  check: z.string(),
  title: z.string(),
  chapter: z.string(),
  state: alertState,
  severity,
  /** As the newest finding says it; of what is well again, as it was last ill. */
  message: z.string(),
  actual: z.string().nullable(),
  wanted: z.string().nullable(),
  remedy: z.string().nullable(),
  /** What was found of what is well again, at its end if it is resolved; null: it is ill, or does not answer just now. */
  now: z.object({ message: z.string(), actual: z.string().nullable() }).nullable(),
  /** The alert that explains this one: it is told in that one's message and not by itself. `message`: what that one found, in a sentence. */
  causedBy: z.object({ check: z.string(), title: z.string(), message: z.string() }).nullable(),
  /** Since when it is ill; when it began to fire; when it ended. */
  since: time,
  firedAt: time.nullable(),
  resolvedAt: time.nullable(),
  /** Of a firing one whose newest answer is well, and still holds: when it ends if it stays so; null: that is not so. */
  recoversAt: time.nullable(),
  acknowledged: z.object({ by: z.string(), at: time }).nullable(),
  snoozedUntil: time.nullable(),
  /** Why nothing is told just now: a maintenance window, a run of ours, quiet hours; null when it is told. */
  silencedBy: z.string().nullable(),
  flapping: z.boolean(),
  /** Messages sent so far. */
  told: z.number(),
});
export type Alert = z.infer<typeof alert>;

/** When a check becomes an alert. `null` in a field: as it is proposed. */
export const ruleInput = z.object({
  isOn: z.boolean(),
  /** Minutes that it must hold. */
  afterMinutes: z.coerce.number('Enter minutes.').min(0, 'Enter 0 or more.').max(1440, 'Enter a day (1440 minutes) at most.'),
  /** Minutes between reminders; 0: none. */
  repeatMinutes: z.coerce.number('Enter minutes.').int('Enter whole minutes.').min(0, 'Enter 0 or more.').max(43_200, 'Enter 30 days (43200 minutes) at most.'),
  least: z.enum(['warn', 'fail']),
});
export type RuleInput = z.infer<typeof ruleInput>;
export const rule = ruleInput.extend({ check: z.string(), title: z.string(), chapter: z.string(), guide: z.string().nullable(), isOwn: z.boolean() });
export type Rule = z.infer<typeof rule>;

const zone = z.string().max(64).refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, 'Enter a time zone such as "Europe/Berlin".');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 22:00.');
export { clockTime, zone };

const once = z.object({ kind: z.literal('once'), from: time, to: time });
const weekly = z.object({ kind: z.literal('weekly'), days: z.array(z.number().int().min(0).max(6)).min(1, 'Choose a day.').max(7), at: clockTime, minutes: z.coerce.number('Enter minutes.').int('Enter whole minutes.').min(5, 'Enter 5 or more.').max(1440, 'Enter a day (1440 minutes) at most.'), zone });
const whose = { title: z.string().trim().min(3, 'Say what it is for.').max(200), server: serverName.nullable() };

/** A maintenance window: nothing is told while it lasts; what is still ill afterwards is told then. */
export const silenceInput = z.discriminatedUnion('kind', [
  once.extend(whose).refine(({ from, to }) => from < to, { path: ['to'], error: 'The end comes after the beginning.' }),
  weekly.extend(whose),
]);
export type SilenceInput = z.input<typeof silenceInput>;
const window = z.discriminatedUnion('kind', [once, weekly]);
/** When a maintenance window is open. The length of a weekly one is of real minutes, whatever the clocks do; day 0 is Sunday. */
export type Window = z.output<typeof window>;
export const silence = z.object({
  id, title: z.string(), server: serverName.nullable(), sentence: z.string(), isActive: z.boolean(), next: z.array(time), by: z.string(), createdAt: time,
  window,
  /** To be sent back with a change of it. */
  version: z.string(),
});
export type Silence = z.infer<typeof silence>;

/** Why alerts of a server are not told just now. Of a run, those are told all the same that no run brings about: full disks, want of memory, broken hardware, certificates. */
export const silencedNow = z.object({
  kind: z.enum(['window', 'run']),
  /** Of the window, or of the run. */
  title: z.string(),
  by: z.string(),
  /** null: no end is in sight, or the run is under way. */
  until: time.nullable(),
  /** null: a window. */
  run: id.nullable(),
});
export type SilencedNow = z.infer<typeof silencedNow>;
