import { viewDelivery } from './delivery-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const listDeliveries: Implementation<'delivery.list'> = async ({ resources }, { channel, limit }) => (await workOf(resources).repositories.deliveries.list({ channelId: channel, limit })).map(viewDelivery);
