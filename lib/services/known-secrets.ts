import { createHash } from 'node:crypto';
import type { Secret } from '@/lib/core/secret';
import { addressSecrets } from '@/lib/guide/address-password';
import type { Inputs } from '@/lib/guide/inputs';
import { secretsOf } from '@/lib/guide/materials/masking';
import { createRedactor, type Redactor } from '@/lib/shell/redact';
import { buildInputs, takeSnapshot } from './inputs';
import type { Work } from './work';

/** A redactor that knows every secret of this server: its credentials, ClearML's API key, the passphrases of its backups, the settings' passwords, also in addresses of proxies, what the files hold. */
export async function redactorFor(work: Work, serverId: string, inputs: Inputs): Promise<Redactor> {
  return (await knownOf(work, serverId, inputs)).redactor.with([]);
}

async function knownOf(work: Work, serverId: string, inputs: Inputs): Promise<Known> {
  const credentials = Object.values(await work.repositories.servers.credentials(serverId));
  // The server may still hold what a file said before it was replaced.
  const earlier = await work.repositories.materials.earlierTexts(serverId);
  const { secretKey } = await work.repositories.watches.get(serverId);
  const passphrases = await work.repositories.backupDestinations.passphrases(serverId);
  const all: (Secret | null)[] = [...credentials, secretKey, ...passphrases, ...inputSecrets(inputs), ...secretsOf(earlier)];
  return remembered(work, serverId, all.filter((each) => each !== null && !each.isEmpty()) as Secret[]);
}

/** The secrets of materials and settings. */
export function inputSecrets({ settings, secrets }: Pick<Inputs, 'settings' | 'secrets'>): Secret[] {
  const { supportPassword, registryPassword, aptProxy, dockerHttpProxy, dockerHttpsProxy, aptRepository } = settings;
  const addresses = [aptProxy, dockerHttpProxy, dockerHttpsProxy, aptRepository].flatMap(addressSecrets);
  return [supportPassword, registryPassword, ...addresses, ...secrets].filter((each) => !each.isEmpty());
}

interface Known {
  readonly key: string;
  readonly redactor: Redactor;
  /** What was saved when it was built; null: not known. */
  stamp: string | null;
}
const known = new WeakMap<Work, Map<string, Known>>();

/** Thousands of secrets take a second to prepare, and each follow and each error asks: built again only when they changed. */
function remembered(work: Work, serverId: string, secrets: readonly Secret[]): Known {
  const servers = known.get(work) ?? new Map<string, Known>();
  known.set(work, servers);
  const key = hashOf(secrets);
  const before = servers.get(serverId);
  if (before?.key === key) return before;
  const built: Known = { key, redactor: createRedactor(secrets), stamp: null };
  servers.set(serverId, built);
  return built;
}

const hashOf = (secrets: readonly Secret[]): string => createHash('sha256').update(JSON.stringify(secrets.map((each) => each.reveal()))).digest('hex');

/**
 * The same from what is saved now, by the server's id alone; of a server that was removed nothing is known. Files are read anew only when
 * something was saved: each failed connection asks, and a whole fleet may be out of reach.
 */
export async function redactorOfServer(work: Work, serverId: string): Promise<Redactor> {
  const stamp = await work.repositories.watches.stamp(serverId);
  const before = known.get(work)?.get(serverId);
  if (stamp !== null && before?.stamp === stamp) return before.redactor.with([]);
  const server = await work.repositories.servers.byId(serverId);
  if (server === null) return createRedactor([]);
  const now = await knownOf(work, serverId, buildInputs(await takeSnapshot(work, server)));
  now.stamp = stamp;
  return now.redactor.with([]);
}
