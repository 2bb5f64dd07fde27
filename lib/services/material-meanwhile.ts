import { slotFile, type Slot } from '@/lib/contract/materials';
import type { GroundcrewError } from '@/lib/core/errors';
import { changedMeanwhile, orChangedMeanwhile } from './changed-meanwhile';
import type { Context } from './types';

/** Saves something over a file as it was shown; tells who changed it meanwhile, where somebody did. */
export function overShown<T>(saving: Promise<T>, context: Context, serverName: string, slot: Slot): Promise<T> {
  return orChangedMeanwhile(saving, context, serverName, words(slot));
}

/** That the file is not the one that was shown. */
export function fileChanged(context: Context, serverName: string, slot: Slot): Promise<GroundcrewError> {
  return changedMeanwhile(context, serverName, words(slot));
}

const words = (slot: Slot) => ({
  what: `${slotFile[slot]} was`,
  verbs: ['materials.put', 'materials.remove', 'materials.put-back', ...(slot === 'constants' ? ['materials.edit-variables'] : [])],
  remedy: 'Look at the file as it is stored now. What you do again is done to that one.',
});
