import type { Implementation } from './types';
import { workOf } from './work';

export const testChannel: Implementation<'channel.test'> = async (context, { id }) => {
  const delivery = await workOf(context.resources).teller.test(id);
  context.auditNote = delivery.channel;
  if (delivery.state === 'failed') context.auditOutcome = 'failed';
  return delivery;
};
