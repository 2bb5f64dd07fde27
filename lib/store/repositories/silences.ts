import type { Window } from '@/lib/contract/alert';
import type { Database } from '../database';
import { iso } from './times';

export interface SilenceRecord {
  readonly id: string;
  /** null: all servers. */
  readonly serverName: string | null;
  readonly title: string;
  readonly window: Window;
  readonly by: string;
  readonly createdAt: string;
}

export interface SilenceRepository {
  /** Those that were not removed, newest first. */
  list(): Promise<SilenceRecord[]>;
  add(silence: Omit<SilenceRecord, 'createdAt'>, now: number): Promise<SilenceRecord>;
  /** Puts `after` in the place of `before`; false: it is not as `before` any more. */
  replace(before: SilenceRecord, after: Pick<SilenceRecord, 'serverName' | 'title' | 'window'>): Promise<boolean>;
  /** False: there is none of that id. */
  end(id: string, now: number): Promise<boolean>;
  /** A server has another name; null: it was removed, and its windows with it. */
  renameServer(name: string, to: string | null, now: number): Promise<void>;
}

export function createSilenceRepository(database: Database): SilenceRepository {
  return {
    list: async () => (await database.silence.findMany({ where: { endedAt: null }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })).map(toRecord),
    add: async ({ window, ...rest }, now) => toRecord(await database.silence.create({ data: { ...rest, json: JSON.stringify(window), createdAt: new Date(now) } })),
    replace: async ({ id, serverName, title, window }, after) => (await database.silence.updateMany({ where: { id, endedAt: null, serverName, title, json: JSON.stringify(window) }, data: { serverName: after.serverName, title: after.title, json: JSON.stringify(after.window) } })).count > 0,
    end: async (id, now) => (await database.silence.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date(now) } })).count > 0,
    async renameServer(serverName, to, now) {
      await database.silence.updateMany({ where: { serverName, endedAt: null }, data: to === null ? { endedAt: new Date(now) } : { serverName: to } });
    },
  };
}

function toRecord({ id, serverName, title, json, by, createdAt }: { id: string; serverName: string | null; title: string; json: string; by: string; createdAt: Date }): SilenceRecord {
  return { id, serverName, title, window: JSON.parse(json) as Window, by, createdAt: iso(createdAt) };
}
