import * as z from 'zod';
import { id, time } from './fields';

/** Who did what, when. */
export const auditEntry = z.object({ id, at: time, actor: z.string(), verb: z.string(), serverName: z.string().nullable(), sentence: z.string(), outcome: z.enum(['ok', 'refused', 'failed']) });
export type AuditEntry = z.infer<typeof auditEntry>;

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
  steps: z.array(z.object({ title: z.string(), guide: z.string().nullable(), state: z.string(), milliseconds: z.number().nullable(), exitCode: z.number().nullable(), commands: z.array(z.string()), departure: z.string().nullable() })),
  overrides: z.array(z.object({ title: z.string(), message: z.string(), reason: z.string(), by: z.string(), at: time })),
  skipped: z.array(z.object({ title: z.string(), reason: z.string() })),
  markdown: z.string(),
});
export type InstallRecord = z.infer<typeof installRecord>;
