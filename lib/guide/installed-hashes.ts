import type { Secret } from '@/lib/core/secret';
import type { ServerFile } from '@/lib/facts/file';
import { apiserverConf } from './apiserver-conf-file';
import { keepPlace } from './backups/elasticsearch-place';
import { contentHash, hashOf } from './hash';
import type { Inputs } from './inputs';

type Lying = Readonly<Partial<Record<'compose' | 'override' | 'constants' | 'conf', ServerFile>>>;

/**
 * Of the files as wanted and as they lie on the server: ClearML is started anew when one of both changes. So a change
 * that is not copied yet plans it, and a file that was left as it is (its step was skipped) is not taken for the wanted one.
 * One that is not there yet is put in place as wanted before this: the plan's script, written before, must leave the same receipt.
 */
export function installedHashes(inputs: Inputs, { conf, ...lying }: Lying): readonly [string, string] {
  const slots = ['compose', 'override', 'constants'] as const;
  const known = (actual: ServerFile | undefined, wanted: string | Secret | null) => actual?.sha256 ?? (wanted === null ? null : contentHash(wanted));
  // What a backup has added to the override is no change of the files: it has recreated what it concerns.
  const kept = keepPlace(inputs.files.override, lying.override, inputs.layout);
  const actual = kept !== null && lying.override?.sha256 === contentHash(kept) ? { ...lying, override: undefined } : lying;
  return [hashOf(...slots.map((slot) => inputs.files[slot]), ...slots.map((slot) => known(actual[slot], inputs.files[slot]))), hashOf(apiserverConf(inputs).content, known(conf, apiserverConf(inputs).content))];
}

/**
 * Whether the install put in place what is wanted now: files, and the API server's users. `installed` is the receipt of its last
 * start. Where they differ the materials or settings were changed since, so that a difference on the server says nothing.
 */
export function wereInstalled(inputs: Inputs, installed: string | undefined): { readonly files: boolean; readonly conf: boolean } {
  const [files, conf] = installedHashes(inputs, {});
  const [filesThen, confThen] = installed?.split(' ') ?? [];
  return { files: files === filesThen, conf: conf === confThen };
}
