import { presentedHostKey } from '@/lib/ssh/failures';
import { appendAudit } from '@/lib/store/audit';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Resources } from './types';

/** Notes in the audit that work in the background met another host key than the pinned one, and stopped before the login. */
export async function auditChangedHostKey({ database, clock }: Resources, { name, address, port }: ServerRecord, error: unknown): Promise<void> {
  const key = presentedHostKey(error);
  const sentence = `met another host key than the pinned one at ${address}:${port} of ${name}${key === null ? '' : `, ${key.algorithm} ${key.sha256}`}, and sent nothing`;
  await appendAudit(database, { actor: 'system', verb: 'connect', serverName: name, sentence, outcome: 'refused' }, clock.now());
}
