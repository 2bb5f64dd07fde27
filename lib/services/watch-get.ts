import { guideThresholds, type WatchView } from '@/lib/contract/watch';
import type { WatchRecord } from '@/lib/store/repositories/watches';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const getWatch: Implementation<'watch.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  return viewWatch(await work.repositories.watches.get(server.id));
};

/** The secret key only as "is set". */
export function viewWatch({ isOn, thresholds, accessKey, secretKey }: WatchRecord): WatchView {
  return { isOn, thresholds, defaults: guideThresholds, apiAccessKey: accessKey, apiSecretKey: { isSet: secretKey !== null } };
}
