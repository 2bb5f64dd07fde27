import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esWmark: FailureRule = {
  id: 'ES-WMARK',
  title: "Elasticsearch's disk is filling",
  severity: 'warn',
  cause: 'The data disk has passed a watermark of Elasticsearch: it places no more shards there. The next one, the flood stage, makes all indices read-only.',
  remedy: 'Make room on the data disk, or enlarge it, before the flood stage is reached.',
  where: ['elasticsearch'],
  signs: [
    { line: [/(?:high|low) (?:disk )?watermark/, 'exceeded'], without: ['no longer exceeded', 'flood'] },
    { line: [['above the high watermark', 'above the low watermark']] },
    { line: ['watermark', ['exceeded', 'above', 'breach', 'crossed', 'reached', 'passed', 'over the'], ['disk', 'node', 'shard', 'allocat']], without: ['no longer', 'flood', 'below', 'not exceeded', 'releasing', 'reached target'] },
    { line: [['replicas will not be assigned', 'shards will be relocated away', 'disk_threshold', 'less than the minimum required'], ['node', 'disk', 'decider', 'free']], without: ['no longer', 'enabled', 'below'], in: ['elasticsearch', 'http'] },
  ],
  guess: true,
  follows: ['NO-SPACE'],
  source: ['https://www.elastic.co/guide/en/elasticsearch/reference/current/modules-cluster.html'],
};
