import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esQueue: FailureRule = {
  id: 'ES-QUEUE',
  title: "Elasticsearch's queue of writes is full",
  severity: 'warn',
  cause: 'More is reported at once than Elasticsearch writes: many tasks, a slow disk, or too few cores.',
  remedy: 'Give it a faster disk or more cores, or have tasks report less often.',
  where: ['elasticsearch', 'apiserver', 'sdk'],
  // A node that stops rejects what comes in meanwhile: that is no failure.
  signs: [
    { line: [['rejected execution of', 'es_rejected_execution_exception', 'esrejectedexecutionexception']], without: ['shutting down', 'terminated', 'shutdown'] },
    { line: ['esthreadpoolexecutor', 'reject'], without: ['shutting down', 'terminated', 'shutdown'] },
    { line: [['rejectedexecution', 'rejected_execution', 'rejected execution', 'rejected by the', 'request was rejected', 'bulk rejected', 'write rejected', 'indexing pressure'], ['queue', 'capacity', 'thread', 'pool', 'bytes', 'limit', 'write', 'bulk', 'execut']], without: ['shutting down', 'terminated', 'shutdown'] },
    { line: [['thread pool', 'thread_pool', 'threadpool', 'write queue', 'bulk queue', 'search queue'], ['is full', 'queue full', 'capacity exceeded', 'reject', 'exhausted', 'overflow']], without: ['shutting down', 'terminated', 'shutdown', 'rejected: 0', 'rejected 0'] },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/85'],
};
