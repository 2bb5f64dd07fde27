import type { Inputs } from '../inputs';
import { pathOf } from '../file-system-probe';
import { readCompose } from '../materials/compose-file';
import { parseEnv } from '../materials/env-file';

/** Where the file server's container has its files, in every generation (ClearML's compose files). */
const inContainer = '/mnt/fileserver';

export interface FileServerTree {
  /** Absolute, without "/" at its end. */
  readonly path: string;
  /** False: the compose files give the file server another place than a directory of the server, such as a volume of Docker's. */
  readonly isKnown: boolean;
  /** A folder at its top that is the file server's own scratch; empty: this generation has none, and one of that name is a project's. */
  readonly scratch: string;
}

/** Where the file server keeps its files on the server: what the compose files mount into its container; else the layout's place. */
export function fileServerTree({ layout, files }: Pick<Inputs, 'layout' | 'files'>): FileServerTree {
  const { values } = parseEnv(files.constants?.reveal() ?? '');
  const services = [files.compose, files.override].flatMap((file) => (file === null ? [] : (readCompose(file.reveal(), (name) => values.get(name)).services.get('fileserver') ?? [])));
  const mounts = services.flatMap(({ mounts }) => mounts).map(({ source, target }) => ({ source: withoutEnd(source.replace(/^\.(?=\/|$)/, layout.base)), target: withoutEnd(target) }));
  // The override's is the last, and counts where both mount something there, as Compose merges them.
  const source = mounts.findLast(({ target }) => target === inContainer)?.source;
  const usual = pathOf(layout, 'fileserver');
  return {
    path: source?.startsWith('/') ? source : usual,
    isKnown: services.length === 0 || (source === undefined ? mounts.some((mount) => mount.source === usual) : source.startsWith('/')),
    scratch: layout.directories.some(({ path }) => path === 'data/fileserver/tmp') ? 'tmp' : '',
  };
}

const withoutEnd = (path: string): string => path.replace(/(?<=.)\/+$/, '');
