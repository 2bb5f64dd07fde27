import { backupDestinationInput, type BackupDestination } from '@/lib/contract/backup-destination';
import type { InputOf } from '@/lib/contract/verbs';
import { placePath, placeValues, toPlaceInput, type PlaceKind, type PlaceValues } from './place-values';

/** What the form holds. */
export interface DestinationValues extends PlaceValues {
  /** keep: the stored one stays. */
  how: 'make' | 'set' | 'keep';
  passphrase: string;
}

export type DestinationInput = InputOf<'backup-destination.save'>['destination'];

export const destinationValues = (destination: BackupDestination | null): DestinationValues => ({ ...placeValues(destination), how: destination ? 'keep' : 'make', passphrase: '' });

/** The verb's input, and what the contract says against it, by the form's own paths. */
export function judgeDestination(id: string | null, values: DestinationValues, holdsBackups = false): { input: DestinationInput; errors: Readonly<Record<string, string>> } {
  const { how, passphrase } = values;
  const input = { id, ...toPlaceInput(values), passphrase: how === 'set' ? { action: 'set', value: passphrase } : { action: how }, ...(holdsBackups && { holdsBackups }) } as DestinationInput;
  const { error } = backupDestinationInput.safeParse(input);
  const errors: Record<string, string> = {};
  for (const { path, message } of error?.issues ?? []) errors[formPath(values.kind, path.join('.'))] ??= message;
  return { input, errors };
}

/** From a path of the verb's input. */
export const formPath = (kind: PlaceKind, path: string): string => placePath(kind, path).replace(/^passphrase\..*/, 'passphrase');
