import { GroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import { announceServer } from './announce';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { viewWatch } from './watch-get';
import { workOf } from './work';

export const saveWatch: Implementation<'watch.save'> = async ({ resources }, { server: name, watch }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const before = await work.repositories.watches.get(server.id);
  const { apiSecretKey: change, apiAccessKey: accessKey } = watch;
  const secretKey = change.action === 'set' && change.value !== '' ? secret(change.value) : change.action === 'keep' ? before.secretKey : null;
  if (accessKey !== '' && secretKey === null) throw new GroundcrewError({ code: 'invalid_input', field: 'watch.apiSecretKey', reason: 'watch.secret-missing', message: 'Enter the secret key that belongs to the access key. Nothing was changed.' });
  // A stored secret goes nowhere under another name than it was entered with.
  if (change.action === 'keep' && accessKey !== '' && accessKey !== before.accessKey) throw new GroundcrewError({ code: 'invalid_input', field: 'watch.apiSecretKey', reason: 'watch.secret-other', message: 'The access key is another one: enter its secret key too. Nothing was changed.' });
  const record = { isOn: watch.isOn, thresholds: watch.thresholds, accessKey, secretKey: accessKey === '' ? null : secretKey };
  await work.repositories.watches.put(server.id, record);
  await work.watcher.refresh(server.id);
  await announceServer(work, server.id);
  return viewWatch(record);
};
