import { Blocked } from '@/lib/engine/blocked';
import type { Secret } from '@/lib/core/secret';
import type { ResticSnapshot } from '@/lib/facts/restic-snapshots';

/** One backup (set) as its run makes it: `set` is its id, `destination` where its repository lies. */
export interface BackupWanted {
  readonly set: string;
  readonly destination: {
    /** As restic spells the repository: an absolute directory of the server, or "sftp://…", "s3:…", "rest:…". No secret is in it. */
    readonly directory: string;
    /** What its scripts read: the passphrase in the first line; of a place elsewhere, a line NAME=VALUE for each thing that it needs besides. */
    readonly passphrase: Secret;
    /** What restic calls the repository that is known to lie there; null: no backup went there yet. */
    readonly repositoryId: string | null;
  };
  /** Whether ClearML is stopped while its parts are stored, but for its databases. */
  readonly isQuiesced?: boolean;
  /** Patterns of files of the file server that are left out (contract/backup-exclude.ts); missing: none. */
  readonly exclude?: readonly string[];
  /** Sets at this destination that the retention gives up: what is stored of them is deleted at the end. */
  readonly expired?: readonly string[];
  /** Where a copy goes once the backup is complete; missing: nowhere. What is given up there is judged by itself. */
  readonly copy?: Pick<BackupWanted, 'destination' | 'expired'>;
}

/** Seconds after which a dump, and a reading of it, is given up. */
export const longest = '21600';
/** Seconds that the file server's files may take: the first time all of them are read and sent. */
export const longestFiles = '86400';
/** Seconds that the configuration may take. */
export const longestConfiguration = '600';

/** Whether the repository lies in a directory of the server itself. */
export const isDirectory = ({ destination }: BackupWanted): boolean => destination.directory.startsWith('/');

/** The passphrase as standard input of a command. Blocked without one: restic would ask a terminal that is not there. */
export function passphraseOf({ destination }: BackupWanted): Secret {
  if (destination.passphrase.isEmpty() || destination.passphrase.reveal().startsWith('\n')) throw new Blocked("The backup's destination has no passphrase. Enter it on the Backups page.");
  return destination.passphrase;
}

/** The snapshot of the set that bears all these tags, the newest where there are several. */
export const snapshotWith = (snapshots: readonly ResticSnapshot[] | undefined, ...tags: readonly string[]): ResticSnapshot | undefined =>
  snapshots?.findLast((each) => tags.every((tag) => each.tags.includes(tag)));

/** What a snapshot's tag `name=…` says; empty where it has none. */
export const tagOf = ({ tags }: Pick<ResticSnapshot, 'tags'>, name: string): string => tags.find((tag) => tag.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';

/** What was counted when this part was read back; undefined: it was not. A copy has an id of its own: the tags of its manifest tell as what it was proven (copy-manifest.sh). */
export function proofOf(snapshots: readonly ResticSnapshot[] | undefined, source: string, part: ResticSnapshot): ResticSnapshot | undefined {
  const was = (snapshots ?? []).flatMap(({ tags }) => (tags.includes('source=manifest') ? tags : [])).flatMap((tag) => /^was=([0-9a-f]{64}):([0-9a-f]{64})$/.exec(tag)?.slice(1) ?? []);
  const known = was.flatMap((id, index) => (index % 2 === 0 && was[index + 1] === part.id ? [id] : []));
  return [part.id, ...known].map((id) => snapshotWith(snapshots, `source=${source}-proof`, `of=${id}`)).find((proof) => proof !== undefined);
}
