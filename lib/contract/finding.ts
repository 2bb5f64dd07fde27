import * as z from 'zod';
import { time } from './fields';
import { commandView } from './plan';

export const outcome = z.enum(['pass', 'warn', 'fail', 'unknown']);
export type Outcome = z.infer<typeof outcome>;

/** What was asked and what was answered, redacted. */
export const evidence = z.object({ command: z.string(), exitCode: z.number().nullable(), output: z.string() });

export const finding = z.object({
  /** The check's id, such as `prerequisites/memory`. */
  id: z.string(),
  title: z.string(),
  /** Heading of the guide, or "Beyond the guide". */
  chapter: z.string(),
  /** The guide's line, such as `prerequisites/2`; null when the guide forgot it. */
  guide: z.string().nullable(),
  outcome,
  /** A pass that is worth a look. */
  isNote: z.boolean().optional(),
  message: z.string(),
  actual: z.string().nullable(),
  wanted: z.string().nullable(),
  askedFrom: z.enum(['server', 'console']),
  askedAt: time.nullable(),
  remedy: z.string().nullable(),
  /** Present when the console can mend it safely; shown as commands first. `id`: of these commands and no others. */
  repair: z.object({ id: z.string(), title: z.string(), commands: z.array(commandView) }).nullable(),
  /** What is ill, each by a name, where the check tells them apart. */
  subjects: z.array(z.string()).optional(),
  evidence: z.array(evidence),
  override: z.object({ reason: z.string(), by: z.string(), at: time }).nullable(),
});
export type Finding = z.infer<typeof finding>;

/** A set of findings: preflight or verification. Results appear as they arrive; the order is fixed. */
export const checkup = z.object({
  kind: z.enum(['preflight', 'verification']),
  state: z.enum(['never', 'asking', 'done']),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** All checks in order; one not yet asked has outcome `unknown` and askedAt null. */
  findings: z.array(finding),
  counts: z.object({ pass: z.number(), warn: z.number(), fail: z.number(), unknown: z.number(), overridden: z.number() }),
  sentence: z.string(),
  /** True when nothing fails or is unknown without an override. */
  clear: z.boolean(),
  /** Of a preflight: materials or settings changed after it was asked. */
  stale: z.boolean().optional(),
  /** While a verification waits for services: until when at most. */
  waitUntil: time.nullable(),
});
export type Checkup = z.infer<typeof checkup>;
