import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { endings, exitOf } from '../exit-status';

export const esOom: FailureRule = {
  id: 'ES-OOM',
  title: "Elasticsearch's heap is exhausted",
  severity: 'critical',
  cause: 'The heap of Elasticsearch is too small for what it holds, or one request asked for more than there is.',
  remedy: 'Raise -Xms and -Xmx in ES_JAVA_OPTS, both alike, and restart Elasticsearch. Look which request it was if it happens again.',
  where: ['elasticsearch'],
  signs: [
    { line: ['java.lang.outofmemoryerror'] },
    { line: ['java heap space'] },
    { line: [['gc overhead limit exceeded', 'dumping heap to']] },
    { line: ['outofmemoryerror', ['fatal error', 'terminating', 'exit']], without: ['-xx:'] },
    { line: [['heap dump file created', 'java_pid', 'outofmemoryerror', 'out_of_memory_error', 'fatal error in thread', 'ran out of heap', 'out of heap', 'heap exhausted', 'unable to create native thread', 'direct buffer memory'], ['heap', 'java', 'elastic', 'thread', 'memory']], without: ['-xx:', 'map failed', 'eperm', 'operation not permitted'], in: ['elasticsearch'] },
    { line: ['elastic', endings, exitOf(3)] },
    { line: [endings, exitOf(3)], in: ['elasticsearch'] },
  ],
  guess: true,
  source: ['general knowledge'],
};
