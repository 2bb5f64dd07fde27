import { createHash } from 'node:crypto';
import { GroundcrewError } from '@/lib/core/errors';
import { secret, type Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { readDraft, settingsVersion, type PlainSettings } from './settings-draft';
import { iso } from './times';

/** What the operator entered, secrets apart as `Secret`. An empty secret: not entered. */
export type SavedSettings = Omit<PlainSettings, 'supportPassword' | 'registryPassword'> & { readonly supportPassword: Secret; readonly registryPassword: Secret };

export interface SettingsRecord {
  /** null when what was saved no longer fits; `problems` then says which fields. */
  readonly settings: SavedSettings | null;
  /** Fields of an older draft that could not be taken over, with a sentence each. */
  readonly problems: Readonly<Record<string, string>>;
  readonly savedAt: string;
  /** Another one after each save. */
  readonly version: string;
}

export interface SettingsRepository {
  get(serverId: string): Promise<SettingsRecord | null>;
  /** `over`: the version from which it was made, null for none. Throws GroundcrewError `conflict` (reason `settings.moved`) when another lies there by now. */
  put(serverId: string, settings: SavedSettings, over: string | null, now: number): Promise<void>;
}

const place = (serverId: string) => ({ table: 'Settings', column: 'jsonEnc', row: serverId });

export function createSettingsRepository(database: Database, encryption: Encryption): SettingsRepository {
  return {
    async get(serverId) {
      const row = await database.settings.findUnique({ where: { serverId } });
      if (row === null) return null;
      const { settings, problems } = readDraft(row.version, JSON.parse(encryption.decrypt(row.jsonEnc, place(serverId)).reveal()));
      return { settings: settings === null ? null : withSecrets(settings), problems, savedAt: iso(row.savedAt), version: versionOf(row) };
    },
    async put(serverId, settings, over, now) {
      const jsonEnc = encryption.encrypt(secret(JSON.stringify(withoutSecrets(settings))), place(serverId));
      const data = { version: settingsVersion, jsonEnc, savedAt: new Date(now) };
      await database.$transaction(async (tx) => {
        const row = await tx.settings.findUnique({ where: { serverId } });
        if ((row === null ? null : versionOf(row)) !== over) throw new GroundcrewError({ code: 'conflict', reason: 'settings.moved', message: 'The settings were changed meanwhile. Nothing was saved.', remedy: 'Look at them as they are saved now, then save again.' });
        await tx.settings.upsert({ where: { serverId }, create: { serverId, ...data }, update: data });
      });
    },
  };
}

/** What is encrypted anew at each save differs each time. */
const versionOf = ({ jsonEnc }: { jsonEnc: string }): string => createHash('sha256').update(jsonEnc).digest('hex').slice(0, 32);

export function withSecrets(plain: PlainSettings): SavedSettings {
  return { ...plain, supportPassword: secret(plain.supportPassword), registryPassword: secret(plain.registryPassword) };
}

/** The plain form, for text that is encrypted as a whole and for nothing else. */
export function withoutSecrets(settings: SavedSettings): PlainSettings {
  return { ...settings, supportPassword: settings.supportPassword.reveal(), registryPassword: settings.registryPassword.reveal() };
}
