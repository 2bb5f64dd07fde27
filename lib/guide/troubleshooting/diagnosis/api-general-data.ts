import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiGeneralData: FailureRule = {
  id: 'API-GENERAL-DATA',
  title: 'ClearML could not use Elasticsearch',
  severity: 'error',
  cause: 'Behind "General data error" (HTTP 500, 100) stands an error of Elasticsearch, which the rest of the line names.',
  remedy: "Read what stands in the parentheses, and look at Elasticsearch's log of the same minute.",
  where: ['apiserver', 'sdk'],
  signs: [
    { line: ['general data error'] },
    { line: [['<500/100', '500/100:', 'bulkindexerror', 'document(s) failed to index', 'failed adding events', 'failed to add events', 'failed writing events', 'failed indexing']] },
    { line: [['elasticsearch.exceptions.', 'elastic_transport.', 'elasticsearch.helpers.', 'elasticsearch.apierror'], ['transporterror', 'requesterror', 'authorizationexception', 'badrequesterror', 'apierror', 'serializationerror', 'connectiontimeout'], ['(', ':']], without: ['notfounderror', 'connectionerror'] },
  ],
  follows: ['ES-FLOOD', 'ES-BREAKER', 'ES-QUEUE', 'ES-OOM', 'ES-SHARDLIMIT', 'ES-BUCKETS', 'ES-SHARDS-FAILED', 'ES-CORRUPT', 'ES-PERM', 'ES-MAXMAP', 'OOM-137', 'NO-SPACE', 'API-ES-FAIL'],
  source: ['https://clear.ml/docs/latest/docs/faq'],
};
