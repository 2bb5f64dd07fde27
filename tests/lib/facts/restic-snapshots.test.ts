import { expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { mostSetsAtOnce, resticSnapshotsOf } from '@/lib/facts/restic-snapshots';

const hash = 'a'.repeat(64);
/** As restic 0.17 tells a snapshot, with all that it can say and the tags of the part that has most. */
const told = (set: string) => ({
  time: '2026-11-30T04:22:48.414123456+01:00', parent: hash, tree: hash, paths: ['/opt/allegro/data/elastic_7/snapshots/groundcrew'], hostname: 'clearml-production-1', username: 'root', uid: 0, gid: 0, original: hash,
  tags: [`set=${set}`, 'source=elasticsearch', `counts=${hash}`, `uuid=${'u'.repeat(22)}`, 'shards=100', 'indices=100', 'documents=1000000000', 'bytes=100000000000', 'elasticsearch=7.17.18', 'ended=2026-11-30T04:22:48Z'],
  program_version: 'restic 0.17.3',
  summary: { backup_start: '2026-11-30T04:22:48.414123456+01:00', backup_end: '2026-11-30T04:22:48.414123456+01:00', files_new: 1000, files_changed: 1000, files_unmodified: 1000, dirs_new: 1000, dirs_changed: 1000, dirs_unmodified: 1000, data_blobs: 1000, tree_blobs: 1000, data_added: 100000000000, data_added_packed: 100000000000, total_files_processed: 1000, total_bytes_processed: 100000000000 },
  id: hash, short_id: 'aaaaaaaa',
});

it('asks for no more backups at once than an answer of 1 MB can tell: one that is cut is none, and nothing would be deleted ever again', () => {
  const sets = Array.from({ length: mostSetsAtOnce }, () => newId());
  const stdout = JSON.stringify(sets.flatMap((set) => Array.from({ length: 10 }, () => told(set))));
  expect(stdout.length).toBeLessThan(1e6);
  expect(resticSnapshotsOf('/mnt/backup', secret('passphrase'), sets).parse({ exitCode: 0, stdout, stderr: '', truncated: false, timedOut: false })).toHaveLength(10 * mostSetsAtOnce);
  expect(() => resticSnapshotsOf('/mnt/backup', secret('passphrase'), [...sets, newId()])).toThrow('Not a number of backups');
});
