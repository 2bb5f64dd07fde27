import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** The lines of constants.env that name the addresses for clients, as they stand there; `undefined` without that file. */
export function externalUrls(path: string): ServerFact<string | undefined> {
  return {
    from: 'server',
    id: `external-urls:${path}`,
    command: reading('external-urls', [path], 'root', `Which addresses ${path} gives to clients`),
    parse(answer) {
      const text = printed(answer, 'the addresses that it gives to clients');
      return text.trim() === 'absent' ? undefined : text;
    },
  };
}
