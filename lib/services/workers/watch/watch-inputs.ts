import { seconds } from '@/lib/core/units';
import type { Inputs } from '@/lib/guide/inputs';
import type { Redactor } from '@/lib/shell/redact';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { WatchRecord } from '@/lib/store/repositories/watches';
import { buildInputs, takeSnapshot, type Watching } from '../../inputs';
import { readWatchedBackups } from '../../backup-schedule-watched';
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
  return { ...toWatching(await work.repositories.watches.get(serverId), await work.repositories.watches.taken(serverId)), backups: await readWatchedBackups(work, serverId) };
}

const toWatching = ({ thresholds, accessKey, secretKey }: WatchRecord, taken: Watching['taken']): Watching => ({ thresholds, apiKey: accessKey === '' || secretKey === null ? null : { access: accessKey, secret: secretKey }, taken });

/** Looks at most every 30 s whether something was changed, and reads and builds them anew only then. */
export function createWatchInputs(work: Work, serverId: string) {
  let known: { readonly stamp: string; readonly all: WatchInputs } | null = null;
  let lookedAt: number | null = null;
  return {
    /** The next look reads what is saved. */
    forget: () => void (lookedAt = null),
    /** null: the server was removed. */
    async read(): Promise<WatchInputs | null> {
      const now = work.resources.clock.now();
      if (known !== null && lookedAt !== null && now >= lookedAt && now - lookedAt < lookEvery) return known.all;
      const stamp = await work.repositories.watches.stamp(serverId);
      const server = stamp === null || stamp === known?.stamp ? null : await work.repositories.servers.byId(serverId);
      if (stamp === null) return (known = null);
      lookedAt = now;
      if (server === null) return known?.all ?? null;
      const inputs = buildInputs(await takeSnapshot(work, server), null, await readWatching(work, serverId));
      known = { stamp, all: { server, inputs, redactor: await redactorFor(work, serverId, inputs) } };
      return known.all;
    },
  };
}
