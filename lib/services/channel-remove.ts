import type { Implementation } from './types';
import { unknownChannel } from './unknown-channel';
import { workOf } from './work';

export const removeChannel: Implementation<'channel.remove'> = async (context, { id }) => {
  const { channels } = workOf(context.resources).repositories;
  const found = await channels.get(id);
  if (found === null || !(await channels.remove(id))) throw unknownChannel();
  context.auditNote = found.name;
  return {};
};
