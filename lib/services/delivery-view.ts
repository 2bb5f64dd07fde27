import type { Delivery } from '@/lib/contract/channel';
import type { DeliveryRecord } from '@/lib/store/repositories/deliveries';

/** A delivery as the pages see it: `at` is when it was queued. */
export function viewDelivery({ id, channelName, createdAt, what, state, attempts, nextAt, answer }: DeliveryRecord): Delivery {
  return { id, channel: channelName, at: new Date(createdAt).toISOString(), what, state, attempts, nextAt: state === 'waiting' && nextAt !== null ? new Date(nextAt).toISOString() : null, answer };
}
