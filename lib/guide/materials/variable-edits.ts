import { hasSampleShape, isSampleWord } from './sample-values';
import { GroundcrewError } from '@/lib/core/errors';
import { secret, type Secret } from '@/lib/core/secret';
import { editEnv } from './env-edit';
import { parseEnv } from './env-file';
import { namedValues } from './variables';

/**
 * constants.env with the edits applied; every other byte stays. `value: null` removes the variable.
 * A value equal to what was shown (a secret's placeholder included) changes nothing.
 * Throws GroundcrewError `invalid_input`.
 */
export function applyVariableEdits(constantsText: string, edits: readonly { name: string; value: string | null }[]): string {
  const named = new Map(namedValues(parseEnv(constantsText)).map((item) => [item.name, item]));
  const real = edits.filter(({ name, value }) => {
    const item = named.get(name);
    if (value === null || item?.value === value) return item !== undefined && value === null;
    if (item?.placeholder && value === item.placeholder) return false;
    if (/^secret-\d+$/.test(value) && (item?.isSecret ?? false)) {
      throw new GroundcrewError({ code: 'invalid_input', field: name, reason: 'variable.placeholder', message: `"${value}" stands for the secret of another variable, or of an older file. Nothing was changed.`, remedy: `Reload the page, then enter the value of ${name} itself.` });
    }
    return true;
  });
  return editEnv(constantsText, real);
}

/** The value of one variable of constants.env. Throws GroundcrewError `not_found`. */
export function secretValue(constantsText: string, name: string): Secret {
  const value = parseEnv(constantsText).values.get(name);
  if (value === undefined) throw new GroundcrewError({ code: 'not_found', reason: 'variable.unknown', message: 'constants.env has no such variable.', remedy: 'Reload the page; the file may have been replaced.' });
  return secret(value);
}

/** How constants.env names the registry login: user, then password. */
export const registryVariables = ['DOCKERHUB_USER', 'DOCKERHUB_PASSWORD'] as const;

/** The registry login that constants.env holds, to be proposed in the settings; null where it names no user. The password is empty where it is missing or a sample. */
export function registryCredentials(constantsText: string): { user: string; password: Secret } | null {
  const { values } = parseEnv(constantsText);
  const [user, password] = registryVariables.map((name) => {
    const value = values.get(name) ?? '';
    return isSampleWord(value) || hasSampleShape(value) ? '' : value;
  });
  return user ? { user, password: secret(password ?? '') } : null;
}
