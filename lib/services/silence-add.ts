import type { Window } from '@/lib/contract/alert';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { findServer } from './find-server';
import { viewSilence } from './silence-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const addSilence: Implementation<'silence.add'> = async (context, input) => {
  const { resources, clock, actor } = context;
  const work = workOf(resources);
  if (input.server !== null) await findServer(work, input.server);
  const now = clock.now();
  if (input.kind === 'once' && Date.parse(input.to) <= now) throw new GroundcrewError({ code: 'invalid_input', field: 'to', reason: 'silence.over', message: 'This window would be over already.', remedy: 'Enter an end that is still to come.' });
  const window: Window = input.kind === 'once' ? { kind: 'once', from: input.from, to: input.to } : { kind: 'weekly', days: [...new Set(input.days)], at: input.at, minutes: input.minutes, zone: input.zone };
  context.auditNote = input.title;
  return viewSilence(await work.repositories.silences.add({ id: newId(resources.random), serverName: input.server, title: input.title, window, by: actor?.name ?? 'system' }, now), now);
};
