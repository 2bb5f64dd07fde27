import * as z from 'zod';
import { secret, type Secret } from '@/lib/core/secret';
import type { ConsoleSettingRepository } from '@/lib/store/repositories/console-settings';

const stored = z.object({ deadManUrl: z.string().default(''), deadManMinutes: z.number().default(5), deadManIsOn: z.boolean().default(false), allowedNetworks: z.array(z.string()).default([]) });

export interface TellingSettings {
  /** Empty: none. */
  readonly deadManUrl: Secret;
  readonly deadManMinutes: number;
  readonly deadManIsOn: boolean;
  readonly allowedNetworks: readonly string[];
}

const key = 'telling';

/** What belongs to telling as a whole; as proposed until somebody saved it. */
export async function readTelling(settings: ConsoleSettingRepository): Promise<TellingSettings> {
  const json = await settings.getSecret(key);
  const { deadManUrl, ...rest } = stored.parse(json === null ? {} : JSON.parse(json.reveal()));
  return { ...rest, deadManUrl: secret(deadManUrl) };
}

export async function writeTelling(settings: ConsoleSettingRepository, { deadManUrl, ...rest }: TellingSettings): Promise<void> {
  await settings.putSecret(key, secret(JSON.stringify({ ...rest, deadManUrl: deadManUrl.reveal() })));
}
