import * as z from 'zod';
import { time } from '@/lib/contract/fields';

/** The files of a backup of a console, in this order. */
export const names = { about: 'backup.json', key: 'key', database: 'groundcrew.db' } as const;

/** What a backup says of itself. `url`: where the console answered; `database`: what its file must be. */
export const aboutBackup = z.object({
  format: z.literal(1),
  version: z.string().max(100),
  at: time,
  url: z.string().max(2000),
  database: z.object({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});
export type AboutBackup = z.infer<typeof aboutBackup>;
