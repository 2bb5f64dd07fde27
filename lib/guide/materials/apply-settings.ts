import type { Layout } from '@/lib/contract/layout';
import { slotFile } from '@/lib/contract/materials';
import { secret, type Secret } from '@/lib/core/secret';
import { readCompose } from './compose-file';
import { mergeCompose, pulledImages, type MergedService } from './compose-merge';
import { editEnv } from './env-edit';
import { parseEnv } from './env-file';
import type { Lookup } from './interpolation';
import { maskCompose, maskConstants, secretsOf } from './masking';
import type { MaterialFiles, OpenSettings } from './material-file';
import { editOverride } from './override-edit';
import { addressEdits, overrideEdits } from './settings-edits';

export interface AppliedSettings {
  /** The files as they will lie on the server; null: not supplied. */
  readonly files: { readonly compose: Secret | null; readonly override: Secret | null; readonly constants: Secret | null };
  /** What the settings change, secrets masked. `before` null: the file is new. Empty when nothing is needed. */
  readonly diffs: readonly { readonly path: string; readonly before: string | null; readonly after: string; readonly why: string }[];
  /** Image references as they will be pulled. */
  readonly images: readonly string[];
  /** Secret values in the files, for masking and redaction. */
  readonly secrets: readonly Secret[];
}

/**
 * The three files with the edits that the settings demand. Byte-identical where nothing is needed.
 * A file that can't be edited (invalid YAML) stays as it is: the remarks on it block the plan.
 */
export function applySettings(files: MaterialFiles, settings: OpenSettings, layout: Layout): AppliedSettings {
  const before = { compose: files.compose?.text ?? null, override: files.override?.text ?? null, constants: files.constants?.text ?? null };
  const diffs: { path: string; before: string | null; after: string; why: string }[] = [];

  const addresses = addressEdits(settings, layout);
  const constants = before.constants === null ? null : editEnv(before.constants, addresses.edits);
  if (before.constants !== null && constants !== null && constants !== before.constants) {
    diffs.push({ path: `${layout.base}/${slotFile.constants}`, before: maskConstants(before.constants), after: maskConstants(constants), why: addresses.why });
  }

  const { values } = parseEnv(constants ?? '');
  const lookup: Lookup = (name) => values.get(name);
  const wanted = before.compose === null ? [] : overrideEdits(settings, layout, servicesOf(before.compose, before.override, lookup), lookup);
  const override = editOverride(before.override, wanted.flatMap(({ edits }) => edits)) ?? before.override;
  const secrets = secretsOf({ compose: before.compose, override, constants });
  if (override !== null && override !== before.override) {
    diffs.push({ path: `${layout.base}/${slotFile.override}`, before: before.override === null ? null : maskCompose(before.override, secrets), after: maskCompose(override, secrets), why: wanted.map(({ why }) => why).join(' ') });
  }

  return {
    files: { compose: wrap(before.compose), override: wrap(override), constants: wrap(constants) },
    diffs,
    images: pulledImages(servicesOf(before.compose, override, lookup)),
    secrets,
  };
}

const wrap = (text: string | null): Secret | null => (text === null ? null : secret(text));

function servicesOf(compose: string | null, override: string | null, lookup: Lookup): MergedService[] {
  const read = (text: string | null) => (text === null ? null : readCompose(text, lookup));
  return mergeCompose(read(compose), read(override));
}
