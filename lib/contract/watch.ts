import * as z from 'zod';
import { secretInput, secretState } from './fields';

const percent = z.coerce.number('Enter a number.').min(0, 'Enter 0 or more.').max(100, 'Enter 100 or less.');
const positive = z.coerce.number('Enter a number.').positive('Enter a number above 0.').max(1e15);
const gigabytes = z.coerce.number('Enter a number.').min(0, 'Enter 0 or more.').max(100_000, 'Enter 100000 GB or less.');

/**
 * From which value on a figure is said to be ill. The defaults are the guide's (guide.md, Monitoring) where it has one.
 * Sizes are decimal GB, as the guide counts.
 */
export const thresholds = z.object({
  /** 5-minute load (guide: 5 and 10). */
  loadWarn: positive.default(5),
  loadFail: positive.default(10),
  /** Available memory "on top of normal use" (guide: 8 GB). */
  memoryWarnGb: gigabytes.default(8),
  memoryFailGb: gigabytes.default(2),
  /** Free space, and free inodes, of each file system in percent (guide: 20, 10 and 5). */
  diskNote: percent.default(20),
  diskWarn: percent.default(10),
  diskFail: percent.default(5),
  /** Response time of a service in milliseconds; the guide has none. */
  responseWarnMs: positive.default(3000),
  /** Memory of the apiserver's container (guide: 6 GB). */
  apiserverMemoryGb: gigabytes.default(6),
  elasticsearchHeapWarn: percent.default(85),
  pressureWarn: percent.default(40),
  clockOffsetWarnMs: positive.default(1000),
  fileHandlesWarn: percent.default(80),
  certificateWarnDays: positive.default(21),
  certificateFailDays: positive.default(7),
  /** Days for which a rotated log is kept before its deletion is offered. */
  oldLogDays: z.coerce.number('Enter days.').int('Enter whole days.').min(1, 'Enter a day or more.').max(3650, 'Enter 3650 days at most.').default(14),
});
export type Thresholds = z.infer<typeof thresholds>;
export const guideThresholds: Thresholds = thresholds.parse({});

/** Pairs in which the first is reached before the second: a form must not turn them round. */
const order: readonly (readonly [keyof Thresholds, keyof Thresholds, 'below' | 'above', string])[] = [
  ['loadWarn', 'loadFail', 'below', 'Enter more than at the warning.'],
  ['memoryFailGb', 'memoryWarnGb', 'below', 'Enter more than where it fails.'],
  ['diskFail', 'diskWarn', 'below', 'Enter more than where it fails.'],
  ['diskWarn', 'diskNote', 'below', 'Enter more than at the warning.'],
  ['certificateFailDays', 'certificateWarnDays', 'below', 'Enter more than where it fails.'],
];
const ordered = thresholds.superRefine((value, context) => {
  for (const [low, high, , error] of order) if (value[low] >= value[high]) context.addIssue({ code: 'custom', path: [high], message: error });
});

/** How one server is watched. */
export const watchInput = z.object({
  isOn: z.boolean(),
  thresholds: ordered,
  /** ClearML's own API key, for queues and workers; optional. */
  apiAccessKey: z.string().trim().max(200).regex(/^[\x21-\x7e]*$/, 'An access key has no spaces.').default(''),
  apiSecretKey: secretInput.default({ action: 'keep' }),
});
export type WatchInput = z.infer<typeof watchInput>;

export const watchView = z.object({
  isOn: z.boolean(),
  thresholds,
  /** The guide's. */
  defaults: thresholds,
  apiAccessKey: z.string(),
  apiSecretKey: secretState,
});
export type WatchView = z.infer<typeof watchView>;

/** A threshold that this server's own history proposes. */
export const proposal = z.object({ threshold: z.string(), title: z.string(), now: z.number(), proposed: z.number(), unit: z.string(), figure: z.string(), why: z.string() });
export const proposals = z.object({ proposals: z.array(proposal), sentence: z.string(), days: z.number() });
export type Proposals = z.infer<typeof proposals>;
