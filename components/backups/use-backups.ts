'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '@/components/api/problem';
import type { Connection } from '@/components/api/socket';
import { useTopic } from '@/components/api/use-topic';
import { pollVerbs, setVerbData, useVerb, verbKey } from '@/components/api/use-verb';
import type { ListedBackupDestination } from '@/lib/contract/backup-destination';
import type { Server } from '@/lib/contract/server';
import type { ListedSet } from './backups-sentence';
import { placeFinder } from './place-words';

const everyMinute = 60_000;
const ofBackups = [['backup-set.list'], ['backup-destination.list']];
/** So many are listed first; each time that older ones are wanted, twice as many. */
const firstPage = 100;
/** As many as the verb gives. */
const most = 10_000;

interface Backups {
  readonly server: Server;
  /** The newest first; undefined until they are told. */
  readonly sets: readonly ListedSet[] | undefined;
  /** Lists older ones, too; null: all are listed. */
  readonly showOlder: (() => void) | null;
  readonly isShowingOlder: boolean;
  readonly destinations: readonly ListedBackupDestination[] | undefined;
  readonly placeOf: (destination: string) => string | null;
  readonly problem: Problem | null;
  readonly connection: Connection;
}

/** Backups of one server and where they go, asked again whenever something of the server changes: a run that begins or ends is told so. */
export function useBackups(initial: Server): Backups {
  const client = useQueryClient();
  const { name } = initial;
  const { data: server = initial } = useVerb('server.get', { server: name }, { initial });
  const [limit, setLimit] = useState(firstPage);
  // One more than is listed tells whether there are older ones.
  const sets = useVerb('backup-set.list', { server: name, limit: Math.min(limit + 1, most) }, { every: everyMinute, keepPrevious: true });
  const destinations = useVerb('backup-destination.list', { server: name });
  const again = () => Promise.all(ofBackups.map((queryKey) => client.invalidateQueries({ queryKey })));
  const connection = useTopic({ kind: 'server', server: name }, {
    server: (next) => {
      if (next.name !== name) return;
      setVerbData(client, 'server.get', { server: name }, next);
      void again();
    },
  }, { poll: () => pollVerbs(client, ...ofBackups, verbKey('server.get', { server: name })) });
  const hasOlder = sets.data !== undefined && sets.data.length > limit;
  return { server, sets: sets.data?.slice(0, limit), showOlder: hasOlder ? () => setLimit(Math.min(limit * 2, most)) : null, isShowingOlder: sets.isPlaceholderData, destinations: destinations.data, placeOf: placeFinder(destinations.data), problem: sets.error ?? destinations.error, connection };
}
