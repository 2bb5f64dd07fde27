import { createHmac } from 'node:crypto';
import { seconds } from '@/lib/core/units';
import type { Inputs } from '@/lib/guide/inputs';
import type { Redactor } from '@/lib/shell/redact';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { WatchRecord } from '@/lib/store/repositories/watches';
import { buildInputs, hashSnapshot, takeSnapshot, type Watching } from '../../inputs';
import { redactorFor } from '../../known-secrets';
import type { Work } from '../../work';

/** What the probes of one server are given. */
export interface WatchInputs {
  readonly server: ServerRecord;
  readonly inputs: Inputs;
  readonly redactor: Redactor;
}

const lookEvery = seconds(30);

/** What probes are given besides settings and files, as saved now. */
export async function readWatching(work: Work, serverId: string): Promise<Watching> {
  return toWatching(await work.repositories.watches.get(serverId), await work.repositories.watches.taken(serverId));
}

const toWatching = ({ thresholds, accessKey, secretKey }: WatchRecord, taken: Watching['taken']): Watching => ({ thresholds, apiKey: accessKey === '' || secretKey === null ? null : { access: accessKey, secret: secretKey }, taken });

/** Reads them again at most every 30 s, and builds them anew only when something was changed. */
export function createWatchInputs(work: Work, serverId: string) {
  let known: (WatchInputs & { readonly hash: string }) | null = null;
  let lookedAt: number | null = null;
  return {
    /** The next look reads what is saved. */
    forget: () => void (lookedAt = null),
    /** null: the server was removed. */
    async read(): Promise<WatchInputs | null> {
      const now = work.resources.clock.now();
      if (known !== null && lookedAt !== null && now >= lookedAt && now - lookedAt < lookEvery) return known;
      const server = await work.repositories.servers.byId(serverId);
      if (server === null) return null;
      const snapshot = await takeSnapshot(work, server);
      const watch = await readWatching(work, serverId);
      const hash = `${server.name} ${hashSnapshot(work, snapshot)} ${hashWatching(work, watch)}`;
      const inputs = known?.hash === hash ? known.inputs : buildInputs(snapshot, null, watch);
      known = { server, inputs, redactor: await redactorFor(work, serverId, inputs), hash };
      lookedAt = now;
      return known;
    },
  };
}

function hashWatching(work: Work, { thresholds, apiKey, taken }: Watching): string {
  const key = work.resources.encryption.derive('inputs').reveal();
  return createHmac('sha256', key).update(JSON.stringify([thresholds, apiKey?.access, apiKey?.secret.reveal(), [...taken]])).digest('hex');
}
