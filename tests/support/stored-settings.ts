import { secret } from '@/lib/core/secret';
import type { Resources } from '@/lib/services/types';
import { settingsVersion } from '@/lib/store/repositories/settings-draft';

/** Writes settings as a stranger with the database and the key could: not by a verb, so no schema has seen them. */
export async function storeSettings({ database, encryption }: Resources, serverId: string, settings: object): Promise<void> {
  const jsonEnc = encryption.encrypt(secret(JSON.stringify(settings)), { table: 'Settings', column: 'jsonEnc', row: serverId });
  const row = { version: settingsVersion, jsonEnc, savedAt: new Date() };
  await database.settings.upsert({ where: { serverId }, create: { serverId, ...row }, update: row });
}
