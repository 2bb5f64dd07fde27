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
    { line: [['org.apache.lucene.index.indexnotfoundexception', 'no segments* file found', 'corruptstateexception', 'corrupted_file_exception', 'corrupt_index_exception', 'translog_corrupted_exception', 'indexshardrecoveryexception', 'index_shard_recovery_exception', 'failed to fetch index version', 'failed to read local state', 'failed to load metadata', 'codec header mismatch', 'checksum passed', 'verification failed (hardware', 'file mismatch, expected', 'missing index metadata', 'no valid shard']], without: ['no longer', 'shardlockobtainfailed', 'disk usage', 'no space left'] },
    { line: [['eofexception', 'nosuchfileexception', 'filenotfoundexception', 'file truncated', 'unexpected end of file', 'invalid checksum', 'checksum mismatch', 'checksum status indeterminate'], ['/index/', 'segments_', '.cfs', '.fdt', '.si', '.tim', '.doc', 'translog', '.ckp', '.tlog', '_state', 'mmapindexinput', 'lucene']], without: ['mongo', 'wiredtiger', 'redis', 'snapshot'], guess: true },
    { line: [['failed to recover from gateway', 'failed to recover shard', 'failed shard on node', 'marking and sending shard failed']], without: ['no longer', 'shardlockobtainfailed', 'disk usage', 'no space left', 'node closed', 'shut'], in: ['elasticsearch'], guess: true },
    { line: ['allocation_status', ['no_valid_shard_copy', 'deciders_no']], guess: true },
  ],
  source: ['https://github.com/clearml/clearml/issues/315'],
};
