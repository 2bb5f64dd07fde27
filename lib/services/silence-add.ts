import { newId } from '@/lib/core/ids';
import { findServer } from './find-server';
import { viewSilence } from './silence-view';
import { readWindow } from './silence-window';
import type { Implementation } from './types';
import { workOf } from './work';

export const addSilence: Implementation<'silence.add'> = async (context, input) => {
  const { resources, clock, actor } = context;
  const work = workOf(resources);
  if (input.server !== null) await findServer(work, input.server);
  const now = clock.now();
  const window = readWindow(input, now);
  context.auditNote = input.title;
  return viewSilence(await work.repositories.silences.add({ id: newId(resources.random), serverName: input.server, title: input.title, window, by: actor?.name ?? 'system' }, now), now);
};
