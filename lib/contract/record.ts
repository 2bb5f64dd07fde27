import * as z from 'zod';
import { formatDuration } from '@/lib/core/units';
import { id, time } from './fields';

/** Who did what, when. */
export const auditEntry = z.object({ id, at: time, actor: z.string(), verb: z.string(), serverName: z.string().nullable(), sentence: z.string(), outcome: z.enum(['ok', 'refused', 'failed']) });
export type AuditEntry = z.infer<typeof auditEntry>;

/** A command as an attempt ran it; secrets masked. `began` and the figures are null where the server did not tell. */
const executedCommand = z.object({ text: z.string(), began: z.boolean().nullable(), exitCode: z.number().nullable(), milliseconds: z.number().nullable() });
export type ExecutedCommand = z.infer<typeof executedCommand>;

const recordedAttempt = z.object({ state: z.enum(['open', 'finished', 'interrupted', 'cancelled']), startedAt: time, milliseconds: z.number().nullable(), exitCode: z.number().nullable(), commands: z.array(executedCommand) });
export type RecordedAttempt = z.infer<typeof recordedAttempt>;

/** How a command ended, in words: "exit code 0, 3 s". */
export function commandResult({ began, exitCode, milliseconds }: ExecutedCommand): string {
  if (began === null) return 'result not known';
  if (!began) return 'did not run';
  return [exitCode === null ? 'no exit code' : `exit code ${exitCode}`, ...(milliseconds === null ? [] : [formatDuration(milliseconds)])].join(', ');
}

/** How an attempt ended, in words: "failed with exit code 7 after 3 s". */
export function attemptResult({ state, exitCode, milliseconds }: RecordedAttempt): string {
  const after = milliseconds === null ? '' : ` after ${formatDuration(milliseconds)}`;
  if (state === 'open') return 'not known to have ended';
  if (state === 'finished') return exitCode === null ? `ended with the restart of the machine${after}` : exitCode === 0 ? `ran to its end${after}` : `failed with exit code ${exitCode}${after}`;
  return `${state === 'cancelled' ? 'was stopped' : 'was interrupted'}${after}`;
}

/** The install record: what was done, from which files, with which departures and overrides. */
export const installRecord = z.object({
  serverName: z.string(),
  address: z.string(),
  clearmlUrl: z.string().nullable(),
  verifiedAt: time.nullable(),
  by: z.string(),
  startedAt: time,
  endedAt: time.nullable(),
  files: z.array(z.object({ fileName: z.string(), sha256: z.string() })),
  steps: z.array(z.object({ title: z.string(), guide: z.string().nullable(), state: z.string(), milliseconds: z.number().nullable(), exitCode: z.number().nullable(), departure: z.string().nullable(), attempts: z.array(recordedAttempt) })),
  overrides: z.array(z.object({ title: z.string(), message: z.string(), reason: z.string(), by: z.string(), at: time })),
  skipped: z.array(z.object({ title: z.string(), reason: z.string() })),
  markdown: z.string(),
});
export type InstallRecord = z.infer<typeof installRecord>;
