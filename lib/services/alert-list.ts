import { viewAlert } from './alert-view';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const listAlerts: Implementation<'alert.list'> = async ({ resources }, { server, state, limit }) => {
  const work = workOf(resources);
  const serverId = server === undefined ? undefined : (await findServer(work, server)).id;
  return (await work.repositories.alerts.list({ serverId, state, limit })).map((record) => viewAlert(record, work));
};
