import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esShardsFailed: FailureRule = {
  id: 'ES-SHARDS-FAILED',
  title: 'An index of Elasticsearch is not available',
  severity: 'error',
  cause: 'A primary shard is not assigned: Elasticsearch still recovers, its disk is full, or the shard is damaged after a power cut or a copy of the running directory.',
  remedy: 'Ask _cluster/health, _cat/shards and _cluster/allocation/explain. Wait while it recovers, else restore the index from a snapshot. Allocating a stale or empty primary loses data and is the last resort.',
  where: ['apiserver', 'elasticsearch'],
  signs: [
    { line: [['search_phase_execution_exception', 'searchphaseexecutionexception', 'all shards failed', 'no_shard_available', 'noshardavailable', 'unavailable_shards_exception', 'unavailableshardsexception', 'primary shard is not active', 'primary shard is not allocated']] },
    { line: ['health status changed', 'to [red]'] },
    { line: ['cluster_name', /status ?: ?red/] },
    // A row of _cat/shards.
    { line: ['p unassigned', / \d{1,3} p unassigned\b/] },
    { line: [['partial shards failure', 'failed shards', 'shard failures', 'shards failure', 'no shard available', 'shard not available', 'primary shard', 'shardnotfoundexception', 'index_closed_exception', 'no active shards'], ['not active', 'unassigned', 'unavailable', 'failed', 'fail', 'timeout', 'not available', 'exception', 'missing', 'inactive']], without: ['no longer', '0 failed', 'failed: 0', 'rebalance'] },
    { line: ['transporterror(503'], without: ['state not recovered'], guess: true },
    { line: [['red open', 'red close', 'red 1 1'], /(?:^|\s)red (?:open|close|1 1) /] },
    { line: [['cluster', 'index', 'indices'], [/(?:health|status|state) ?(?:is|:|=)? ?red\b/]], in: ['elasticsearch', 'apiserver', 'http'] },
  ],
  follows: ['NO-SPACE', 'ES-CORRUPT', 'ES-OOM', 'OOM-137', 'ES-FLOOD'],
  source: ['https://github.com/clearml/clearml/issues/315', 'https://github.com/clearml/clearml/issues/324', 'https://github.com/clearml/clearml-server/issues/178'],
};
