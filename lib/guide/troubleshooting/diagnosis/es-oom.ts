import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esOom: FailureRule = {
  id: 'ES-OOM',
  title: "Elasticsearch's heap is exhausted",
  severity: 'critical',
  cause: 'The heap of Elasticsearch is too small for what it holds, or one request asked for more than there is.',
  remedy: 'Raise -Xms and -Xmx in ES_JAVA_OPTS, both alike, and restart Elasticsearch. Look which request it was if it happens again.',
  where: ['elasticsearch'],
  signs: [{ line: ['java.lang.outofmemoryerror'] }, { line: ['java heap space'] }, { line: [['gc overhead limit exceeded', 'dumping heap to']] }, { line: ['outofmemoryerror', ['fatal error', 'terminating', 'exit']], without: ['-xx:'] }],
  guess: true,
  source: ['general knowledge'],
};
