import type { Secret } from '@/lib/core/secret';
import { addressSecrets } from '@/lib/guide/address-password';
import type { Inputs } from '@/lib/guide/inputs';
import { createRedactor, type Redactor } from '@/lib/shell/redact';
import { buildInputs, takeSnapshot } from './inputs';
import type { Work } from './work';

/** A redactor that knows every secret of this server: its credentials, the settings' passwords, also in addresses of proxies, what the files hold. */
export async function redactorFor(work: Work, serverId: string, inputs: Inputs): Promise<Redactor> {
  const credentials = Object.values(await work.repositories.servers.credentials(serverId));
  const { supportPassword, registryPassword, aptProxy, dockerHttpProxy, dockerHttpsProxy, aptRepository } = inputs.settings;
  const addresses = [aptProxy, dockerHttpProxy, dockerHttpsProxy, aptRepository].flatMap(addressSecrets);
  const all: (Secret | null)[] = [...credentials, supportPassword, registryPassword, ...addresses, ...inputs.secrets];
  return createRedactor(all.filter((each) => each !== null && !each.isEmpty()) as Secret[]);
}

/** The same from what is saved now, by the server's id alone; of a server that was removed nothing is known. */
export async function redactorOfServer(work: Work, serverId: string): Promise<Redactor> {
  const server = await work.repositories.servers.byId(serverId);
  return server === null ? createRedactor([]) : redactorFor(work, serverId, buildInputs(await takeSnapshot(work, server)));
}
