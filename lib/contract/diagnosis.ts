import * as z from 'zod';
import { id, time } from './fields';

/** A line or an answer that speaks for a cause, redacted. `where`: a log, or "check"; `at`: by the console's clock. */
export const diagnosisEvidence = z.object({ where: z.string(), at: time.nullable(), text: z.string() });

export const diagnosedCause = z.object({
  /** Of the failure rule (`NO-SPACE`), or of the check that fails. */
  id: z.string(),
  kind: z.enum(['rule', 'check']),
  title: z.string(),
  /** Only a hint speaks for it. */
  isGuess: z.boolean(),
  /** What it is, in sentences. */
  says: z.string(),
  remedy: z.string().nullable(),
  /** Since when it is told; null: no line tells a time. */
  since: time.nullable(),
  /** Lines that say it. */
  count: z.number(),
  evidence: z.array(diagnosisEvidence),
  /** Titles of what follows from it. */
  leadsTo: z.array(z.string()),
  /** Ids of the other causes of this report of which it is a consequence. */
  follows: z.array(z.string()),
  /** Checks whose repair, where they offer one, mends it. */
  repairs: z.array(z.string()),
  /** Who says so: pages of vendors, issues, lines of the guide. */
  sources: z.array(z.string()),
});
export type DiagnosedCause = z.infer<typeof diagnosedCause>;

export const timelineEntry = z.object({
  /** By the console's clock. */
  at: time,
  kind: z.enum(['run', 'config', 'reboot', 'memory', 'stop', 'start', 'error', 'alert']),
  text: z.string(),
  run: id.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** down: ClearML does not work · ill: it works, and something fails · unknown: that could not be told · well: every check that says it passes */
export const diagnosisOutcome = z.enum(['down', 'ill', 'unknown', 'well']);

const head = {
  id,
  startedAt: time,
  endedAt: time,
  /** Who asked; "system": an alert did. */
  by: z.string(),
  /** The alert that made the console ask; null: a person did. */
  alert: z.string().nullable(),
  outcome: diagnosisOutcome,
  sentence: z.string(),
};

/** Why a server is down, as it was answered once. */
export const diagnosisReport = z.object({
  ...head,
  /** What is to be mended first stands first. */
  causes: z.array(diagnosedCause),
  /** What the logs tell besides, and what explains nothing that fails now. */
  traces: z.array(diagnosedCause),
  /** Titles of the checks that pass. */
  passed: z.array(z.string()),
  /** What could not be asked or read, each in a sentence. */
  unread: z.array(z.string()),
  timeline: z.array(timelineEntry),
  /** Milliseconds that the server's clock is ahead of the console's; null: not known. */
  clockAhead: z.number().nullable(),
});
export type DiagnosisReport = z.infer<typeof diagnosisReport>;

/** A report that is kept. `first`: the title of its first cause. */
export const diagnosisBrief = z.object({ ...head, first: z.string().nullable() });
export type DiagnosisBrief = z.infer<typeof diagnosisBrief>;

export const diagnosisView = z.object({
  /** What is being done now; null: nothing is. `usually`: milliseconds that all of it takes. */
  asking: z.object({ since: time, what: z.string(), usually: z.number() }).nullable(),
  /** The newest report, or the one that was asked for. */
  report: diagnosisReport.nullable(),
  /** Why the last asking brought no report. */
  problem: z.string().nullable(),
});
export type DiagnosisView = z.infer<typeof diagnosisView>;
