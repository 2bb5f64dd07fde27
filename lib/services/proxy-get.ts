import { securityFilesOf } from '@/lib/guide/security-files/security-files';
import { toldBridges } from '@/lib/guide/security-files/told-bridges';
import { findServer } from './find-server';
import { buildInputs, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** Made from what is saved and what the watcher was told; the server is not asked. */
export const getSecurityFiles: Implementation<'security.files'> = async ({ resources }, { server: name, place, proxyAddress }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { findings } = await work.watcher.health(server.id);
  return securityFilesOf(buildInputs(await takeSnapshot(work, server)), place, proxyAddress, toldBridges(findings));
};
