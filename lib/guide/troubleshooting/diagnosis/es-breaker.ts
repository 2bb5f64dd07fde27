import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esBreaker: FailureRule = {
  id: 'ES-BREAKER',
  title: "Elasticsearch's heap is too small for a request",
  severity: 'error',
  cause: 'A circuit breaker of Elasticsearch refused a request that would have filled the heap. Older compose files give it 2 GB only.',
  remedy: 'Raise -Xms and -Xmx in ES_JAVA_OPTS to 4g or more, both alike, where the server has twice that to spare, and recreate Elasticsearch.',
  where: ['elasticsearch', 'apiserver'],
  signs: [
    { line: [['circuit_breaking_exception', 'circuitbreakingexception']] },
    { line: ['data too large', ['limit', 'data for']] },
    { line: ['larger than configured breaker'] },
    { line: ['circuit breaker', ['tripped', 'parent', 'exceeded']], without: ['pymongo'] },
    { line: [['breaker', 'breaking'], ['would be larger', 'limit of', 'exceeds', 'exceeded', 'tripped', 'data too large', 'too much memory']], without: ['pymongo', 'configured with'] },
    { line: ['would be', 'larger than the limit of'] },
  ],
  insteadOf: ['ES-SHARDS-FAILED'],
  source: ['https://github.com/clearml/clearml/issues/197', 'https://github.com/clearml/clearml/issues/104'],
};
