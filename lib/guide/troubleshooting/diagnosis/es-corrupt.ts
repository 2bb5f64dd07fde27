import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esCorrupt: FailureRule = {
  id: 'ES-CORRUPT',
  title: 'An index of Elasticsearch is damaged',
  severity: 'critical',
  cause: 'Elasticsearch did not end cleanly (a power cut, a kill, a full disk), or its directory was copied while it ran.',
  remedy: 'Restore the index from a snapshot. Keep a copy of the directory before anything is tried on it.',
  where: ['elasticsearch'],
  signs: [
    { line: [['corruptindexexception', 'translogcorruptedexception', 'no_valid_shard_copy', 'no valid shard copy', 'stale or corrupt', 'codec footer mismatch', 'misplaced codec footer', 'checksum failed (hardware problem']] },
    { line: ['translog', ['corrupt', 'truncated', 'failed to recover from']] },
    { line: ['corrupt', ['lucene', 'failed engine', 'segments_', 'shard', 'org.elasticsearch', 'preexisting']], without: ['mongo', 'wiredtiger', 'redis'] },
    { line: ['read past eof'] },
    { line: ['previous copy of the primary shard existed but can no longer be found'] },
  ],
  source: ['https://github.com/clearml/clearml/issues/315'],
};
