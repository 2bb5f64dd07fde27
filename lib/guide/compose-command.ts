import { sudo, type Effect, type Exec } from '@/lib/shell/command';
import type { Inputs } from './inputs';

/**
 * Compose in the project's directory. The guide's `--env-file constants.env` stands where there is such a file;
 * no `-f`, because with it the override file would be left out.
 */
export function compose(inputs: Inputs, words: readonly string[], options: { why: string; effect?: Effect }): Exec {
  const envFile = inputs.files.constants === null ? [] : ['--env-file', 'constants.env'];
  return sudo(['docker', 'compose', '--ansi', 'never', ...envFile, ...words], { ...options, cwd: inputs.layout.base });
}
