import * as z from 'zod';
import { count } from '@/lib/core/units';
import type { Checkup } from './finding';
import { slotFile, type Materials } from './materials';
import type { Server } from './server';
import type { SettingsView } from './settings';

/** Why a plan can't be started now: a whole sentence, and the stage on which it is mended; null: none, or this very one. */
export const obstacle = z.object({ stage: z.enum(['connect', 'materials', 'settings', 'preflight', 'run']).nullable(), message: z.string() });
export type Obstacle = z.infer<typeof obstacle>;

/** Pure. All that the operator has not given yet; without it a plan would be of something else. */
export function inputObstacles({ materials, settings }: { materials: Materials; settings: SettingsView }): Obstacle[] {
  return [...ofMaterials(materials), ...ofSettings(settings)];
}

/** Pure. What the preflight by itself says against starting. */
export function preflightObstacles({ state, clear, sentence, stale }: Pick<Checkup, 'state' | 'clear' | 'sentence' | 'stale'>): Obstacle[] {
  const say = (message: string): Obstacle[] => [{ stage: 'preflight', message }];
  if (state === 'never') return say('The server was not checked yet. Run the preflight.');
  if (state === 'asking') return say('The preflight is still asking. Wait until it has ended.');
  if (stale) return say('Materials or settings changed after the preflight. Run it again.');
  return clear ? [] : say(`The preflight is not clear: ${sentence}`);
}

/** Pure. Why the server can't be asked. A plan that was made has asked it. */
export function connectionObstacles({ hostKey, lastSeenAt, failedTest }: Pick<Server, 'hostKey' | 'lastSeenAt' | 'failedTest'>): Obstacle[] {
  if (hostKey === null) return [{ stage: 'connect', message: 'The console has not connected to the server yet. Test the connection and confirm the host key.' }];
  if (failedTest && lastSeenAt === null) return [{ stage: 'connect', message: 'The last test of the connection did not come through. Mend it and test again.' }];
  return lastSeenAt === null ? [{ stage: 'connect', message: 'The console has not signed in to the server yet. Test the connection.' }] : [];
}

function ofMaterials({ files, remarks, complete, detectedLayout, layoutOverride }: Materials): Obstacle[] {
  if (complete) return [];
  const absent = (['compose', 'constants'] as const).filter((slot) => !files.some((file) => file.slot === slot));
  const errors = remarks.filter(({ severity }) => severity === 'error').length;
  const sentences = [
    ...absent.map((slot) => `${slotFile[slot]} is missing.`),
    ...(errors > 0 ? [`${count(errors, 'error')} in the files must be mended.`] : []),
    ...(files.length > 0 && (layoutOverride ?? detectedLayout) === null ? ['Choose the layout that the files belong to.'] : []),
  ];
  return sentences.map((message) => ({ stage: 'materials', message }));
}

function ofSettings({ settings, problems, complete }: SettingsView): Obstacle[] {
  if (complete) return [];
  const sentences = [...(settings === null ? ['The settings were not saved yet.'] : []), ...Object.values(problems)];
  return sentences.map((message) => ({ stage: 'settings', message }));
}
