import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esBuckets: FailureRule = {
  id: 'ES-BUCKETS',
  title: 'A request makes too many buckets in Elasticsearch',
  severity: 'warn',
  cause: 'An experiment has so many metrics that one of the requests of an older ClearML asks for more than Elasticsearch allows.',
  remedy: 'Upgrade ClearML. Raise search.max_buckets with care: it costs heap.',
  where: ['apiserver', 'elasticsearch'],
  signs: [
    { line: [['too_many_buckets', 'too many buckets', 'toomanybuckets']] },
    { line: ['search.max_buckets', ['exceed', 'limit', 'must be less']] },
    { line: ['bucket', ['maximum number', 'limit of', 'max_buckets', 'too many'], ['exceed', 'reached', 'must be less', 'more than', 'create']], without: ['s3', 'gs://'] },
  ],
  insteadOf: ['ES-SHARDS-FAILED'],
  source: ['https://github.com/clearml/clearml-server/issues/89'],
};
