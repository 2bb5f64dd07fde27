import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esLogperm: FailureRule = {
  id: 'ES-LOGPERM',
  title: "Elasticsearch can't write its logs",
  severity: 'error',
  cause: 'The directory of its logs was mounted from the server and belongs to root.',
  remedy: 'Run "chown 1000" on the mounted directory, or leave the mount out so that Docker makes a volume for it.',
  where: ['elasticsearch'],
  signs: [
    { line: ['elasticsearch/logs', ['permission denied', 'unable to create', 'accessdenied', 'could not create', 'not writable', 'not permitted']] },
    { line: ['gc.log', ['permission denied', 'error opening log file', 'accessdenied', 'not permitted']] },
    { line: ['initialization of output', 'gc.log', 'failed'] },
    { line: ['unable to create file', 'logs/'], in: ['elasticsearch'] },
    { line: [['rollingfilemanager', 'rollingfileappender'], ['unable to create', 'could not create']], in: ['elasticsearch'], guess: true },
    { line: [['elasticsearch/logs', 'gc.log', 'path.logs', 'logs directory', 'log directory'], ['permission denied', 'could not open', 'cannot open', 'failed to open', 'error opening', 'read-only file system', 'not writable', 'cannot write', 'cannot be written', 'eacces', 'errno 13', 'accessdenied', 'access denied']], in: ['elasticsearch'] },
    { line: [['log4j', 'appender', 'rollingfile'], ['permission denied', 'accessdenied', 'could not create', 'unable to create', 'failed to create', 'read-only file system']], in: ['elasticsearch'] },
  ],
  guess: true,
  insteadOf: ['ES-PERM'],
  source: ['general knowledge'],
};
