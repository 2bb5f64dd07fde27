import { backupDestinationInput, type BackupDestination, type BackupPlace } from '@/lib/contract/backup-destination';
import type { InputOf } from '@/lib/contract/verbs';

/** What the form holds. A further kind of place adds its fields to `place`, place-fields.tsx and place-words.ts. */
export interface DestinationValues {
  place: BackupPlace;
  /** keep: the stored one stays. */
  how: 'make' | 'set' | 'keep';
  passphrase: string;
}

export type DestinationInput = InputOf<'backup-destination.save'>['destination'];

export const destinationValues = (destination: BackupDestination | null): DestinationValues => ({ place: destination?.place ?? { kind: 'directory', path: '' }, how: destination ? 'keep' : 'make', passphrase: '' });

/** The verb's input, and what the contract says against it, by the form's own paths. */
export function judgeDestination(id: string | null, { place, how, passphrase }: DestinationValues): { input: DestinationInput; errors: Readonly<Record<string, string>> } {
  const input: DestinationInput = { id, place, passphrase: how === 'set' ? { action: 'set', value: passphrase } : { action: how } };
  const { error } = backupDestinationInput.safeParse(input);
  const errors: Record<string, string> = {};
  for (const { path, message } of error?.issues ?? []) errors[formPath(path.join('.'))] ??= message;
  return { input, errors };
}

/** From a path of the verb's input. */
export const formPath = (path: string): string => path.replace(/^destination\./, '').replace(/^passphrase\..*/, 'passphrase');
