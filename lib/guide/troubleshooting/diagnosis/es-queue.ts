import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esQueue: FailureRule = {
  id: 'ES-QUEUE',
  title: "Elasticsearch's queue of writes is full",
  severity: 'warn',
  cause: 'More is reported at once than Elasticsearch writes: many tasks, a slow disk, or too few cores.',
  remedy: 'Give it a faster disk or more cores, or have tasks report less often.',
  where: ['elasticsearch', 'apiserver', 'sdk'],
  // A node that stops rejects what comes in meanwhile: that is no failure.
  signs: [{ line: [['rejected execution of', 'es_rejected_execution_exception', 'esrejectedexecutionexception']], without: ['shutting down', 'terminated', 'shutdown'] }, { line: ['esthreadpoolexecutor', 'reject'], without: ['shutting down', 'terminated', 'shutdown'] }],
  source: ['https://github.com/clearml/clearml-server/issues/85'],
};
