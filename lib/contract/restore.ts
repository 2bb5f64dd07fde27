import * as z from 'zod';
import { backupSource, type BackupSource } from './backup';
import { drillRecord } from './drill-record';
import { id, serverName, time } from './fields';
import { stepPlan } from './plan';

/** What ClearML keeps, in the order in which it is restored: these belong together. */
export const restoredData = ['mongodb', 'elasticsearch', 'files'] as const satisfies readonly BackupSource[];
/** All that can be restored. The configuration only where it is wanted: a server that was installed anew has its own. */
export const restorableSources = [...restoredData, 'configuration'] as const satisfies readonly BackupSource[];

export const restoreParts = z
  .array(backupSource.refine((source) => restorableSources.some((each) => each === source), 'This part is not restored.'))
  .min(1, 'Choose what is restored.')
  .refine((parts) => new Set(parts).size === parts.length, 'Each part is named once.');

/** What stands against a restore: a refusal, or a warning that a person weighs. */
export const restoreFinding = z.object({ outcome: z.enum(['warn', 'refuse']), message: z.string(), remedy: z.string() });
export type RestoreFinding = z.infer<typeof restoreFinding>;

/** One thing that is replaced: what is there now, and what the backup has. null: it can't be told. `unit`: of both numbers. */
export const restoreLoss = z.object({ source: backupSource, name: z.string(), now: z.number().nullable(), then: z.number().nullable(), unit: z.enum(['documents', 'files', 'bytes']) });
export type RestoreLoss = z.infer<typeof restoreLoss>;

export const restoreLook = z.object({
  set: id,
  /** When the backup was begun, as the list of backups says it: what was done since is lost. */
  startedAt: time,
  /** Those that the backup has. */
  parts: z.array(backupSource),
  /** The server was asked; the largest differences first, so many at most. `more`: how many are not listed. */
  losses: z.array(restoreLoss),
  more: z.number(),
  /** Whether number and size of the files are among what was compared; false: they could not be counted in time, or are not restored. */
  areFilesCompared: z.boolean(),
  /** The backup of what is there now, which is made first: milliseconds that the last complete one to that place took (null: there is none). null: none is made. */
  first: z.object({ lastTook: z.number().nullable() }).nullable(),
  /** For how long ClearML is stopped to be restored, by the last drill that went well, in milliseconds; `isPart`: that restored some of the files only. null: there was none. */
  away: z.object({ took: z.number(), drilledAt: time, isPart: z.boolean() }).nullable(),
  /** Of what is restored, in bytes. */
  sizes: z.array(z.object({ source: backupSource, bytes: z.number() })),
  findings: z.array(restoreFinding),
  /** What becomes another of the configuration, in sentences; no value of a variable is in them. Empty where it is not restored. */
  configuration: z.array(z.string()),
  /** As they would run now; they are planned again just before. */
  steps: z.array(stepPlan),
  /** Names what is shown here: a start of something else is refused. */
  shown: z.string(),
});
export type RestoreLook = z.infer<typeof restoreLook>;

/** A backup of what is there now, made first, or why there need be none. */
export const restoreSafety = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backup'), destination: id }),
  z.object({ kind: z.literal('waiver'), reason: z.string().trim().min(10, 'Say in a few words why what is there now need not be saved.').max(500, 'Use 500 characters at most.') }),
]);

/** A backup that lies at a destination. */
export const restorableSet = z.object({
  set: id,
  /** When its manifest was written, so when it was complete. */
  at: time,
  /** When it was begun, which is how old its data are; null: nothing tells. */
  startedAt: time.nullable(),
  /** Of which it was made, by the name that its console gave it. */
  server: z.string(),
  /** What this console knows of it; null: it was made elsewhere. `provenAt`: when a drill last restored what lies here. */
  known: z.object({ bytes: z.number(), verifiedAt: time.nullable(), provenAt: time.nullable() }).nullable(),
  /** How the last drill ended that says something of it as it lies there: on any server; of one that was made elsewhere on this one; null: there was none. */
  drilled: drillRecord.pick({ outcome: true, endedAt: true }).nullable(),
});
export type RestorableSet = z.infer<typeof restorableSet>;

/** A restore that stopped on its way. */
export const restoreLeft = z.object({
  run: id,
  /** It can only go on; once it is cancelled, another one can be started as well. */
  isOpen: z.boolean(),
  /** stopped: ClearML is, and nothing was replaced · half: what it keeps is replaced in part. */
  left: z.enum(['stopped', 'half']),
  /** The complete backup that it made of what was there before, where the console still knows it. */
  safety: z.object({ destination: id, set: id }).nullable(),
});

/** So many of them are told at once: of one a newer restic tells 1 KB, and 2 KB at most are read, where an answer holds 1 MB. */
export const mostRestorable = 400;
export const restorableInput = z.object({ server: serverName, destination: id, skip: z.number().int().min(0).max(1_000_000).default(0) });

/** What is to be restored. `safety`: the destination of a backup of what is there now; null: none is made. */
export const restoreInput = z.object({ server: serverName, destination: id, set: id, parts: restoreParts, safety: id.nullable().default(null) });
export type RestoreInput = z.infer<typeof restoreInput>;

const partsOf = (path: string): string[] => path.split('/').slice(1);
/** A path in the files of a backup, from "/" on. It goes to programs as a word of its own. */
const storedPath = z.string().max(4000).refine((path) => path.startsWith('/') && !path.includes('\0') && (path === '/' || partsOf(path).every((part) => part !== '' && part !== '.' && part !== '..')), 'This is no path in a backup.');

/** A page of a folder: names behind `after`. */
export const storedFilesInput = z.object({ server: serverName, destination: id, set: id, folder: storedPath.default('/'), after: z.string().max(1000).refine((name) => !name.includes('\0'), 'This is no name.').default('') });

export const storedFolder = z.object({
  /** By name. `isLossy`: its name is not UTF-8, so it can't be asked for. */
  entries: z.array(z.object({ name: z.string(), kind: z.enum(['file', 'folder', 'link', 'other']), bytes: z.number().nullable(), at: time.nullable(), isLossy: z.boolean() })),
  total: z.number(),
  hasMore: z.boolean(),
});

/** One file, to be downloaded or put beside the living one. */
export const storedFileInput = z.object({ server: serverName, destination: id, set: id, path: storedPath.refine((path) => path !== '/', 'Choose a file.') });
