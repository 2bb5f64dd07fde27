import type { LayoutId, Materials } from '@/lib/contract/materials';
import type { Secret } from '@/lib/core/secret';
import type { MaterialFiles } from './material-file';

/** What the console sees in the supplied files. Never throws: what can't be read is a remark. */
export function analyseMaterials(_files: MaterialFiles, _layoutOverride: LayoutId | null): Materials {
  throw new Error('being written');
}

/**
 * constants.env with the edits applied; every other byte stays. `value: null` removes the variable.
 * A value equal to what was shown (a secret's placeholder included) changes nothing.
 * Throws GroundcrewError `invalid_input`.
 */
export function applyVariableEdits(_constantsText: string, _edits: readonly { name: string; value: string | null }[]): string {
  throw new Error('being written');
}

/** The value of one variable of constants.env. Throws GroundcrewError `not_found`. */
export function secretValue(_constantsText: string, _name: string): Secret {
  throw new Error('being written');
}
