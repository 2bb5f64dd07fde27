import { readFileSync } from 'node:fs';
import path from 'node:path';

const known = new Map<string, string>();

/**
 * The text of a named .sh, .py or .pl file below lib/, such as `guide/installation/previous.sh`. A line
 * `#include FILE` is that file's text: what is sent to a server must be whole. Read once: a run must not change in the middle because somebody pulled a new version.
 */
export function readScript(file: string): string {
  const text = known.get(file);
  if (text !== undefined) return text;
  if (!/^[a-z0-9][a-z0-9/-]*\.(?:sh|py|pl)$/.test(file)) throw new Error(`Not the name of a script below lib/: ${file}`);
  // The path is made at run time and must not make a bundler include all of lib/.
  const read = readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', file), 'utf8');
  const all = read.replace(/^#include (\S+)$/gm, (_line, other: string) => readScript(other));
  known.set(file, all);
  return all;
}
