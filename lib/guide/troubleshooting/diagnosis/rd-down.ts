import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const rdDown: FailureRule = {
  id: 'RD-DOWN',
  title: 'Redis does not answer',
  severity: 'error',
  cause: 'The API server or the file server finds no Redis: it does not run, or its name is not resolved.',
  remedy: 'Look at the state and the log of the container redis: the cause stands there.',
  where: ['apiserver', 'fileserver', 'async-delete'],
  signs: [
    { line: [['redis.exceptions.connectionerror', 'redis.exceptions.timeouterror']], without: ['loading'] },
    { line: ['connecting to', 'redis', ['error', 'refused', 'timeout', 'timed out']], without: ['retry succeeded'] },
    { line: [[':6379', 'redis:'], ['connection refused', 'errno 111', 'timed out', 'name or service not known', 'temporary failure in name resolution', 'connection closed by server', 'no route to host', 'connection reset']] },
  ],
  follows: ['RD-BGJOBS', 'RD-RDBVER', 'RD-CORRUPT', 'RD-MISCONF', 'OOM-137', 'NO-SPACE', 'DOCKER-DOWN'],
  source: ['https://github.com/clearml/clearml-server/issues/76'],
};
