import type { Channel } from '@/lib/contract/channel';
import type { ChannelRecord } from '@/lib/store/repositories/channels';
import { secretStates } from './channel-target';
import { viewDelivery } from './delivery-view';
import type { Work } from './work';

/** A channel as the pages see it: without its secrets, with the last message. */
export async function viewChannel({ repositories }: Work, { id, name, isOn, least, servers, quiet, weeklyTest, target }: ChannelRecord): Promise<Channel> {
  const [last] = await repositories.deliveries.list({ channelId: id, limit: 1 });
  const settings = Object.fromEntries(Object.entries(target.settings).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]));
  return { id, name, isOn, kind: target.kind, least, servers: servers && [...servers], quiet, weeklyTest, settings, secrets: secretStates(target), last: last ? viewDelivery(last) : null };
}
