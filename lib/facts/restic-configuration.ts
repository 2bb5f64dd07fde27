import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { readScript } from '@/lib/shell/read-script';
import { firstLine, json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** What the configuration of a backup would change. Texts are as hostile as what a stranger types; none is the value of a variable. */
export interface StoredConfiguration {
  /** Why it can't be put in place at all, a sentence; null: it can. */
  readonly refused: string | null;
  /** Those that differ first, 200 at most. `names`: variables of an env file that differ. `absent`: this server lacks it. */
  readonly files: readonly { readonly path: string; readonly state: 'same' | 'differs' | 'absent'; readonly names: readonly string[] }[];
  /** How many files are not listed. */
  readonly more: number;
}

const what = 'the configuration of this backup';
const strange = () => new Unreadable(`The server's answer about ${what} is of another kind.`);
const states = ['same', 'differs', 'absent'] as const;

/** The program that reads it, for the step that puts it in place: the rules of what may be in it, and what does it by them. */
export const storedConfigurationReader = (): string => ['facts/configuration-rules.py', 'facts/stored-configuration.py'].map(readScript).join('\n');

/** What the configuration of the backup `set` would change below `base`, but for the paths in `ignored`; `undefined`: the backup has none. */
export function resticConfiguration(directory: string, passphrase: Secret, set: string, base: string, ignored: readonly string[]): ServerFact<StoredConfiguration | undefined> {
  if (!idPattern.test(set)) throw new Error(`Not the id of a backup: ${set}`);
  return {
    from: 'server',
    id: `restic-configuration:${directory}:${set}`,
    command: reading('restic-configuration', [directory, set, storedConfigurationReader(), base, ...ignored], 'root', 'What the configuration of this backup would change', passphrase),
    timeout: 60_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const { refused, files, more } = record(json(told, what));
      if (!Array.isArray(files) || typeof more !== 'number' || (refused !== null && typeof refused !== 'string')) throw strange();
      return { refused: refused === null ? null : `${firstLine(refused)}.`, files: files.map(readFile), more };
    },
  };
}

function readFile(each: unknown): StoredConfiguration['files'][number] {
  const { path, state, names } = record(each);
  const known = states.find((one) => one === state);
  if (known === undefined || !text(path).startsWith('/') || !Array.isArray(names)) throw strange();
  return { path: text(path), state: known, names: names.filter((name) => typeof name === 'string') };
}
