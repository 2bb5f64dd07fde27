import * as z from 'zod';

const number = z.number().int().min(0);

/** What a backup holds, in numbers, as its manifest says. null: it does not tell, such as one of before these were in it. */
export const backupContents = z.object({
  /** ClearML's version, as "3.25.0-612". */
  clearml: z.string().regex(/^\d{1,6}\.[\w.-]{1,60}$/).nullable(),
  mongodb: z.object({ collections: number, documents: number }).nullable(),
  elasticsearch: z.object({ indices: number, documents: number }).nullable(),
  /** Of the file server. */
  files: number.nullable(),
});
export type BackupContents = z.infer<typeof backupContents>;
