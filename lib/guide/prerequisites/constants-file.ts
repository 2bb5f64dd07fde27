import type { Check } from '@/lib/engine/types';
import { parseEnv } from '../materials/env-file';
import { constantsRemarks } from '../materials/remarks-constants';
import { registryVariables } from '../materials/variable-edits';
import { suppliedFileCheck } from '../supplied-file-check';
import type { Inputs } from '../inputs';

const supplied = suppliedFileCheck('constants', 'prerequisites/10');

/** The guide: the file "should be reviewed and modified". What is left to modify is named. */
export const constantsFile: Check<Inputs> = {
  ...supplied,
  wanted: () => 'supplied, with values of your own',
  outcomes: [
    {
      outcome: 'warn',
      when: (_facts, inputs) => unreviewed(inputs).length > 0,
      message: (_facts, inputs) => `constants.env was not modified everywhere: ${unreviewed(inputs).join(' ')}`,
      remedy: 'Enter values of your own in the table of the Materials page. Keys that others know let them in.',
    },
    ...supplied.outcomes,
  ],
};

const rules = new Set(['public-default', 'sample-value', 'sample-secret']);

/** Sentences on what everybody could know; the first five. */
function unreviewed({ files: { constants }, settings }: Inputs): string[] {
  if (constants === null) return [];
  const file = parseEnv(constants.reveal());
  // The registry login of the settings is used instead of the file's.
  const replaced: readonly string[] = registryVariables;
  const entries = settings.registryPassword.isEmpty() ? file.entries : file.entries.filter(({ name }) => !replaced.includes(name));
  const all = constantsRemarks({ ...file, entries }).filter(({ rule }) => rules.has(rule)).map(({ message }) => message);
  return all.length > 5 ? [...all.slice(0, 5), `And ${all.length - 5} more.`] : all;
}
