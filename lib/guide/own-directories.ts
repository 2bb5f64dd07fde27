import type { Inputs } from './inputs';
import { readCompose } from './materials/compose-file';
import { parseEnv } from './materials/env-file';

/** Directories of the server that are ClearML's: its base, those of earlier generations, and what the compose files mount into its containers. */
export function ownDirectories({ layout, files }: Pick<Inputs, 'layout' | 'files'>): readonly string[] {
  const { values } = parseEnv(files.constants?.reveal() ?? '');
  const texts = [files.compose, files.override].flatMap((file) => (file === null ? [] : [file.reveal()]));
  const mounted = texts.flatMap((text) => [...readCompose(text, (name) => values.get(name)).services.values()].flatMap(({ mounts }) => mounts.map(({ source }) => source.replace(/(?<=.)\/+$/, ''))));
  // A container that looks at the whole machine does not own it.
  return [...new Set([layout.base, ...layout.previousBases, ...mounted.filter((source) => source.startsWith('/') && source !== '/')])];
}
