import * as z from 'zod';
import { usualKept, type Kept } from '@/lib/engine/retention';
import type { ConsoleSettingRepository } from '@/lib/store/repositories/console-settings';

const stored = z.object({ rawHours: z.number(), shortDays: z.number(), longDays: z.number(), rawFrom: z.number(), shortFrom: z.number() });
const key = 'history';

/** For how long history is kept; as proposed until somebody saved it. */
export async function readKept(settings: ConsoleSettingRepository): Promise<Kept> {
  const json = await settings.get(key);
  return json === null ? usualKept : stored.parse(JSON.parse(json));
}

export const writeKept = (settings: ConsoleSettingRepository, kept: Kept): Promise<void> => settings.put(key, JSON.stringify(kept));
