import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esShardlimit: FailureRule = {
  id: 'ES-SHARDLIMIT',
  title: 'Elasticsearch has reached its number of shards',
  severity: 'error',
  cause: 'A node holds at most 1000 shards. Monthly indices (worker_stats_*, queue_metrics_*) of each company add up over the years.',
  remedy: 'Delete old monthly indices. Until then cluster.max_shards_per_node may be raised.',
  where: ['elasticsearch', 'apiserver'],
  signs: [
    { line: ['this action would add', 'shards'] },
    { line: ['maximum', ['shards open', 'number of shards']] },
    { line: ['max_shards_per_node', ['exceed', 'reached', 'increase', 'limit']] },
    { line: [['shard'], ['this cluster currently has', 'limit of', 'shards_limit', 'shard limit', 'too many shards', 'max_shards', 'maximum normal shards', 'shards capacity', 'shards_capacity'], ['exceed', 'open', 'reached', 'limit', 'capacity', 'too many']], without: ['updating', 'allocated_processors', 'watermark'] },
    { line: ['too many shards'] },
  ],
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/clearml_server_config', 'https://github.com/elastic/elasticsearch/pull/110993'],
};
