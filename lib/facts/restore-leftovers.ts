import { seconds } from '@/lib/core/units';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface RestoreLeftover {
  /** files: `.groundcrew-restore` among the file server's files · elasticsearch: a copy of its snapshot, in its place for snapshots or beside that. */
  readonly kind: 'files' | 'elasticsearch';
  /** It has files that are nowhere else: what was there before was moved aside. */
  readonly holds: boolean;
  /** null: it takes too long to count. */
  readonly bytes: number | null;
}

/** What du may take, in seconds. */
const mostSeconds = 60;

/** What restores that stopped on their way have left on the server. `tree`: where the file server's files are; `place`: where Elasticsearch's snapshots go. */
export function restoreLeftovers(tree: string, place: string): ServerFact<readonly RestoreLeftover[]> {
  return {
    from: 'server',
    id: `restore-leftovers:${tree}:${place}`,
    command: reading('restore-leftovers', [tree, place, String(mostSeconds)], 'root', 'What restores that stopped on their way have left'),
    timeout: seconds(2 * mostSeconds + 20),
    parse: (answer) =>
      printed(answer, 'what restores have left').split('\n').filter((line) => line !== '').map((line): RestoreLeftover => {
        const [, kind, state, bytes] = /^(files|elasticsearch) (may-go|holds) (\d{1,18}|-)$/.exec(line) ?? [];
        if (kind === undefined) throw new Unreadable("The server's answer about what restores have left is of another kind.");
        return { kind: kind as RestoreLeftover['kind'], holds: state === 'holds', bytes: bytes === '-' ? null : Number(bytes) };
      }),
  };
}
