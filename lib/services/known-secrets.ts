import type { Secret } from '@/lib/core/secret';
import type { Inputs } from '@/lib/guide/inputs';
import { createRedactor, type Redactor } from '@/lib/shell/redact';
import type { Work } from './work';

/** A redactor that knows every secret of this server: its credentials, the settings' passwords, what the files hold. */
export async function redactorFor(work: Work, serverId: string, inputs: Inputs): Promise<Redactor> {
  const credentials = Object.values(await work.repositories.servers.credentials(serverId));
  const { supportPassword, registryPassword } = inputs.settings;
  const all: (Secret | null)[] = [...credentials, supportPassword, registryPassword, ...inputs.secrets];
  return createRedactor(all.filter((each) => each !== null && !each.isEmpty()) as Secret[]);
}
