import { firstLine } from './answer';
import type { ServerFact } from './fact';
import { insideCommand, readInside } from './inside';

export interface RedisState {
  /** Still reads its data from disk, and answers nothing else. */
  readonly isLoading: boolean;
  /** Whether the last save to disk went well. */
  readonly savedWell: boolean;
  /** When it was, in seconds since 1970; 0 when it does not tell. */
  readonly savedAt: number;
  readonly changesSince: number;
}

/** `locked`: it asks for a password, or lets nobody ask from outside its container. */
export type Redis = { readonly state: 'absent' | 'stopped' | 'locked' } | { readonly state: 'silent'; readonly error: string } | { readonly state: 'answered'; readonly redis: RedisState };

/** What Redis of the project in `directory` says of itself (its commands PING and INFO). */
export function redis(directory: string): ServerFact<Redis> {
  return {
    from: 'server',
    id: `redis:${directory}`,
    command: insideCommand({ directory, names: ['redis'], port: 6379, how: 'lines', questions: ['PING', 'INFO persistence', 'QUIT'], why: 'How Redis is' }),
    parse(answer) {
      const told = readInside(answer, 'Redis');
      if (told.state !== 'answered') return told;
      const { text } = told;
      if (/^-(NOAUTH|DENIED|NOPERM)/m.test(text)) return { state: 'locked' };
      const value = (key: string) => new RegExp(`^${key}:(\\w{1,20})\\r?$`, 'm').exec(text)?.[1];
      if (value('loading') === undefined) return { state: 'silent', error: firstLine(/^-(.*)$/m.exec(text)?.[1] ?? '') || 'it says nothing of itself' };
      const number = (key: string) => (/^\d{1,15}$/.test(value(key) ?? '') ? Number(value(key)) : 0);
      return { state: 'answered', redis: { isLoading: value('loading') === '1', savedWell: value('rdb_last_bgsave_status') === 'ok', savedAt: number('rdb_last_save_time'), changesSince: number('rdb_changes_since_last_save') } };
    },
  };
}
