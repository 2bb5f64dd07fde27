import { secret, type Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';

/** Settings of the console itself: a JSON value by its key. What holds secrets is encrypted as a whole. */
export interface ConsoleSettingRepository {
  get(key: string): Promise<string | null>;
  put(key: string, json: string): Promise<void>;
  getSecret(key: string): Promise<Secret | null>;
  putSecret(key: string, json: Secret): Promise<void>;
}

const place = (row: string) => ({ table: 'ConsoleSetting', column: 'jsonEnc', row });

export function createConsoleSettingRepository(database: Database, encryption: Encryption): ConsoleSettingRepository {
  const row = (key: string) => database.consoleSetting.findUnique({ where: { key } });
  const put = async (key: string, data: { json?: string; jsonEnc?: string }) => void (await database.consoleSetting.upsert({ where: { key }, create: { key, ...data }, update: data }));
  return {
    get: async (key) => (await row(key))?.json ?? null,
    put: (key, json) => put(key, { json }),
    async getSecret(key) {
      const jsonEnc = (await row(key))?.jsonEnc ?? null;
      return jsonEnc === null ? null : secret(encryption.decrypt(jsonEnc, place(key)).reveal());
    },
    putSecret: (key, json) => put(key, { jsonEnc: encryption.encrypt(json, place(key)) }),
  };
}
