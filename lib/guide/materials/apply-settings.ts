import type { Layout } from '@/lib/contract/layout';
import type { Secret } from '@/lib/core/secret';
import type { MaterialFiles, OpenSettings } from './material-file';

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

/** The three files with the edits that the settings demand. Byte-identical where nothing is needed. */
export function applySettings(_files: MaterialFiles, _settings: OpenSettings, _layout: Layout): AppliedSettings {
  throw new Error('being written');
}
