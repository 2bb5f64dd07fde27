import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { refusePrivateAddress } from './channel-address';
import { readTarget } from './channel-target';
import { viewChannel } from './channel-view';
import { readTelling } from './telling-settings';
import type { Implementation } from './types';
import { unknownChannel } from './unknown-channel';
import { workOf } from './work';

export const saveChannel: Implementation<'channel.save'> = async (context, { id, channel: input }) => {
  const { resources, clock } = context;
  const work = workOf(resources);
  const { channels, deliveries } = work.repositories;
  context.auditNote = input.name;
  const before = id === null ? null : await channels.get(id);
  if (id !== null && before === null) throw unknownChannel();
  if ((await channels.list()).some((other) => other.name === input.name && other.id !== id)) throw new GroundcrewError({ code: 'conflict', field: 'channel.name', reason: 'channel.name-taken', message: `There is a channel named "${input.name}" already.`, remedy: 'Choose another name.' });
  const { settings, ...rest } = input;
  const target = readTarget(settings, before?.target ?? null);
  // One that is turned off may be saved: it sends nothing.
  if (input.isOn) await refusePrivateAddress(target, (await readTelling(work.repositories.consoleSettings)).allowedNetworks);
  const saved = await channels.put({ ...rest, id: id ?? newId(resources.random), target }, clock.now());
  if (!saved.isOn) await deliveries.giveUp(saved.id, 'Not sent: the channel was turned off.', clock.now());
  return viewChannel(work, saved);
};
