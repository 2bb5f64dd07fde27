import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface ComposeVersion {
  /** Of `docker compose`; `undefined` without the plugin. */
  readonly plugin: string | undefined;
  /** Of a program named `docker-compose`; `undefined` when there is none. */
  readonly program: string | undefined;
  /** Where `docker-compose` is found. */
  readonly programPath: string | undefined;
  /** Which of `docker-compose-plugin` (Docker's) and `docker-compose-v2` (Ubuntu's) apt could install now. */
  readonly candidates: readonly string[];
}

/** Which Compose answers to which name. */
export const composeVersion: ServerFact<ComposeVersion> = {
  from: 'server',
  id: 'compose-version',
  command: reading('compose-version', [], 'root', 'Which Docker Compose is installed, and which apt could install'),
  parse(answer) {
    const text = printed(answer, 'its Docker Compose');
    const value = (key: string) => new RegExp(`^${key} (\\S{1,200})`, 'm').exec(text)?.[1];
    return { plugin: value('plugin'), program: value('program'), programPath: value('path'), candidates: [...text.matchAll(/^candidate (docker-compose-plugin|docker-compose-v2)$/gm)].map(([, name = '']) => name) };
  },
};
