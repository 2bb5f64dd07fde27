import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { announceServer } from './announce';
import { readProfile } from './server-profile';
import { viewServer } from './server-view';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

export const addServer: Implementation<'server.add'> = async ({ resources, clock }, input) => {
  const work = workOf(resources);
  const { profile, credentials } = readProfile(input);
  await refuseTakenName(work, profile.name);
  const record = await work.repositories.servers.add(newId(resources.random), profile, credentials, clock.now());
  await announceServer(work, record.id);
  return viewServer(work, record, clock.now());
};

/** Throws GroundcrewError `conflict` at the field `name`. */
export async function refuseTakenName(work: Work, name: string): Promise<void> {
  if ((await work.repositories.servers.byName(name)) !== null)
    throw new GroundcrewError({ code: 'conflict', field: 'name', reason: 'server.name-taken', message: `There is already a server named "${name}".`, remedy: 'Choose another name, or edit that server.' });
}
