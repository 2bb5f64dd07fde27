import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { GroundcrewError } from '@/lib/core/errors';

/**
 * Refuses a HOST that is a name which this machine does not know, before anything else is said of it.
 * @param host as it stands in the environment; undefined or empty: the default, an address
 */
export async function refuseUnknownName(host: string | undefined): Promise<void> {
  const name = host?.trim() ?? '';
  if (!/^[A-Za-z0-9.-]+$/.test(name) || isIP(name) !== 0) return;
  await lookup(name).catch((cause: unknown) => {
    throw new GroundcrewError({
      code: 'invalid_input',
      reason: 'environment',
      message: `HOST is "${name}", a name that this machine cannot resolve, so the console cannot listen there.`,
      remedy: 'Correct the name, add it to /etc/hosts, or leave HOST unset: the console then listens on 127.0.0.1.',
      cause,
    });
  });
}
