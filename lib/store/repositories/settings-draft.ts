import * as z from 'zod';
import { settingsInput } from '@/lib/contract/settings';
import { GroundcrewError } from '@/lib/core/errors';

/** Counts up when a field changes its meaning; a new field with a default needs no new version. */
export const settingsVersion = 1;

/** Settings as they lie, encrypted, in the database. */
export const plainSettings = settingsInput.extend({ supportPassword: z.string().default(''), registryPassword: z.string().default('') });
export type PlainSettings = z.output<typeof plainSettings>;

type Draft = Record<string, unknown>;
/** From the version that is its key to the next one. Nothing was released before version 1. */
const upgrades: Readonly<Record<number, (draft: Draft) => Draft>> = {
  // Trial builds kept one address and no `access`.
  0: ({ address, ...rest }) => (rest.access === undefined && typeof address === 'string' ? { ...rest, access: { kind: 'http', address } } : rest),
};

/**
 * A saved draft in today's shape. A field that doesn't fit any more is left out and named in `problems`;
 * its default stands in where it has one, so that the rest of the draft is not lost.
 * Throws GroundcrewError `storage` when a newer console saved it.
 */
export function readDraft(version: number, saved: unknown): { settings: PlainSettings | null; problems: Record<string, string> } {
  if (version > settingsVersion)
    throw new GroundcrewError({
      code: 'storage',
      message: `These settings were saved by a newer console (draft version ${version}; this one knows ${settingsVersion}). They were not changed.`,
      remedy: 'Start the newer version of the console on this data directory.',
    });
  let draft: Draft = typeof saved === 'object' && saved !== null ? { ...saved } : {};
  for (let from = version; from < settingsVersion; from++) draft = upgrades[from]?.(draft) ?? draft;

  const whole = plainSettings.safeParse(draft);
  if (whole.success) return { settings: whole.data, problems: {} };
  const problems: Record<string, string> = {};
  for (const issue of whole.error.issues) {
    const field = String(issue.path[0]);
    problems[field] ??= `The saved value was not taken over: ${issue.message}`;
  }
  const rest = Object.fromEntries(Object.entries(draft).filter(([name]) => !(name in problems)));
  return { settings: plainSettings.safeParse(rest).data ?? null, problems };
}
