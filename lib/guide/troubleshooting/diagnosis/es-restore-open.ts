import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esRestoreOpen: FailureRule = {
  id: 'ES-RESTORE-OPEN',
  title: 'An index to be restored is there and open',
  severity: 'error',
  cause: 'Elasticsearch restores no index over one of the same name that is open.',
  remedy: 'Close or delete that index first. Leave the indices of Elasticsearch itself out, with "*,-.*".',
  where: ['snapshots', 'elasticsearch'],
  signs: [
    { line: ['open index with same name'] },
    { line: ['cannot restore index', ['already exists', 'is open']] },
    { line: [['restore', 'snapshot_restore_exception', 'snapshotrestoreexception'], ['already exists', 'is open', 'open index', 'must be closed', 'close or delete', 'existing index', 'same name already']], without: ['mongo', 'repository already', 'snapshot with the same name'], in: ['snapshots', 'elasticsearch'] },
  ],
  source: ['https://github.com/elastic/elasticsearch (RestoreService)'],
};
