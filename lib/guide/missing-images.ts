import type { ComposeConfig } from '@/lib/facts/compose-config';

/**
 * The images that Docker lacks: those that the supplied files name, and those that Compose names from the files
 * on the server, whose word counts. `undefined` while there is no Docker to ask.
 */
export function missingImages(named: { readonly missing: readonly string[] } | undefined, config: ComposeConfig | undefined): readonly string[] | undefined {
  return named === undefined ? undefined : [...new Set([...named.missing, ...(config?.missing ?? [])])];
}
