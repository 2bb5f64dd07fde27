import { securityFilesOf } from '@/lib/guide/security-files/security-files';
import { findServer } from './find-server';
import { buildInputs, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** Made from what is saved; the server is not asked. */
export const getSecurityFiles: Implementation<'security.files'> = async ({ resources }, { server: name, place, proxyAddress }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  return securityFilesOf(buildInputs(await takeSnapshot(work, server)), place, proxyAddress);
};
