import { viewChannel } from './channel-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const listChannels: Implementation<'channel.list'> = async ({ resources }) => {
  const work = workOf(resources);
  return Promise.all((await work.repositories.channels.list()).map((channel) => viewChannel(work, channel)));
};
