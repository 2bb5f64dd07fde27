import type { Inputs } from '../inputs';
import { pathOf } from '../file-system-probe';
import { readCompose } from '../materials/compose-file';
import { parseEnv } from '../materials/env-file';

/** Where the file server's container has its files, in every generation (ClearML's compose files). */
const inContainer = '/mnt/fileserver';

export interface FileServerTree {
  /** Absolute, without "/" at its end. */
  readonly path: string;
  /** A folder at its top that is the file server's own scratch; empty: this generation has none, and one of that name is a project's. */
  readonly scratch: string;
}

/** Where the file server keeps its files on the server: what the compose files mount into its container; else the layout's place. */
export function fileServerTree(inputs: Pick<Inputs, 'layout' | 'files'>): FileServerTree {
  const { layout } = inputs;
  return { path: mounted(inputs) ?? pathOf(layout, 'fileserver'), scratch: layout.directories.some(({ path }) => path === 'data/fileserver/tmp') ? 'tmp' : '' };
}

/** The override's counts where both mount something there, as Compose merges them. */
function mounted({ layout, files }: Pick<Inputs, 'layout' | 'files'>): string | undefined {
  const { values } = parseEnv(files.constants?.reveal() ?? '');
  const sources = [files.compose, files.override].flatMap((file) =>
    file === null ? [] : (readCompose(file.reveal(), (name) => values.get(name)).services.get('fileserver')?.mounts ?? []).filter(({ target }) => withoutEnd(target) === inContainer));
  const source = sources.at(-1)?.source.replace(/^\.(?=\/|$)/, layout.base);
  return source?.startsWith('/') ? withoutEnd(source) : undefined;
}

const withoutEnd = (path: string): string => path.replace(/(?<=.)\/+$/, '');
