import type { BackupSource } from '@/lib/contract/backup';
import type { LayoutId } from '@/lib/contract/materials';
import type { RestoreFinding } from '@/lib/contract/restore';
import { isAtLeast } from '@/lib/facts/version';

export interface Compared {
  readonly parts: readonly BackupSource[];
  /** null: it can't be told. */
  readonly mongodb: { readonly then: string | null; readonly now: string | null; /** featureCompatibilityVersion. */ readonly compatibility: string | null };
  readonly elasticsearch: { readonly then: string | null; readonly now: string | null };
  /** Tags of the API server's image, as "3.25.0-612". */
  readonly clearml: { readonly then: string | null; readonly now: string | null };
  /** Where the files lay, and where they would go. */
  readonly files: { readonly then: string | null; readonly now: string };
  /** Of the installations; null: a backup of before, or one that says something else. */
  readonly layout: { readonly then: LayoutId | null; readonly now: LayoutId };
}

const another = 'Install the versions that the backup was made of, or choose another backup.';
const majorOf = (version: string): number => Number(/^(\d{1,6})/.exec(version)?.[1] ?? Number.NaN);

/** What of the versions stands against a restore. Pure. */
export function compatibility({ parts, mongodb, elasticsearch, clearml, files, layout }: Compared): readonly RestoreFinding[] {
  const found: (RestoreFinding | null)[] = [
    parts.includes('mongodb') ? ofMongodb(mongodb) : null,
    parts.includes('elasticsearch') ? ofElasticsearch(elasticsearch) : null,
    ofClearml(clearml),
    parts.includes('files') && files.then !== null && files.then !== files.now ? { outcome: 'warn', message: `The files lay in ${files.then}, and go into ${files.now}.`, remedy: 'That is as it should be where this server keeps its things elsewhere.' } : null,
    layout.then !== null && layout.then !== layout.now ? { outcome: 'warn', message: `The backup is of the layout "${layout.then}", and this server has "${layout.now}": directories and their owners are made those of this server.`, remedy: "Restore the data only: the other layout's configuration names other places." } : null,
  ];
  return found.filter((each) => each !== null);
}

/** A dump goes into the same major version, or one whose compatibility is set to it (MongoDB, mongodump). */
function ofMongodb({ then, now, compatibility: set }: Compared['mongodb']): RestoreFinding | null {
  if (then === null || now === null) return untold('MongoDB', then, now);
  if (majorOf(then) === majorOf(now) || (set !== null && majorOf(set) === majorOf(then))) return null;
  return { outcome: 'refuse', message: `The backup is of MongoDB ${then}, and this server runs ${now}: a dump is restored into the same major version only.`, remedy: another };
}

/** A snapshot goes into the same or a later version of its major version, and mostly into the next one (Elasticsearch, Snapshot compatibility). */
function ofElasticsearch({ then, now }: Compared['elasticsearch']): RestoreFinding | null {
  if (then === null || now === null) return untold('Elasticsearch', then, now);
  const versions = `The backup is of Elasticsearch ${then}, and this server runs ${now}`;
  if (majorOf(now) === majorOf(then) && isAtLeast(now, then)) return null;
  if (majorOf(now) === majorOf(then) + 1) return { outcome: 'warn', message: `${versions}: an index that was made by a version before ${majorOf(then)} is refused.`, remedy: 'Restore into the same major version where ClearML is older than that.' };
  return { outcome: 'refuse', message: `${versions}, which does not read its snapshots.`, remedy: another };
}

/** The API server brings older data to its own version when it starts, and knows no newer ones. */
function ofClearml({ then, now }: Compared['clearml']): RestoreFinding | null {
  if (then === null || now === null) return untold('ClearML', then, now);
  if (then === now) return null;
  const versions = `The backup is of ClearML ${then}, and this server runs ${now}`;
  if (isAtLeast(now, then)) return { outcome: 'warn', message: `${versions}: its API server changes the restored data to its own version when it starts.`, remedy: 'That takes longer, and can not be taken back but by a backup.' };
  return { outcome: 'refuse', message: `${versions}, which is older and does not know such data.`, remedy: another };
}

/**
 * What a backup of another server brings along, where it is one. Pure.
 * @param then the name by which its console knew it; as hostile as what a stranger types
 */
export function ofAnother(then: string | null, now: string): readonly RestoreFinding[] {
  const of = then === null ? 'made elsewhere' : `made of the server ${JSON.stringify(then)}`;
  return [{ outcome: 'warn', message: `The backup was ${of}, and goes onto ${now}: its users, passwords and keys come with it, but for those that this server's own configuration sets. Tasks name files by the address that server had.`, remedy: 'Give this server the names of the other one, so that links to files and agents go on as they are. Nothing there may run any more: two servers would hand out the same tasks.' }];
}

const untold = (name: string, then: string | null, now: string | null): RestoreFinding =>
  ({ outcome: 'warn', message: `It can't be told whether the versions of ${name} fit: that of ${then === null ? 'the backup' : 'this server'} is not known${then === null && now === null ? ', nor this server\'s' : ''}.`, remedy: 'Compare them yourself before you go on.' });

/** "registry/apiserver:3.25.0-612" → "3.25.0-612"; null: by a digest, or without a version. */
export function versionOfImage(image: string | undefined): string | null {
  return /:(\d{1,6}\.[\w.-]{1,60})$/.exec(image ?? '')?.[1] ?? null;
}
