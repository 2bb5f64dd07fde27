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
    { line: ['redis', ['connection refused', 'econnrefused', 'failed connecting', 'failed to connect', 'unable to connect', 'could not connect', 'cannot connect', 'not reachable', 'unreachable', 'connectionerror', 'no route to host', 'connection reset', 'connection closed', 'connection lost', 'broken pipe', 'is not available', 'is down', 'is not responding', 'name or service not known', 'name resolution', 'timeouterror', 'getaddrinfo', 'no address associated', 'not respond']], without: ['retry succeeded', 'loading', 'misconf'], in: ['apiserver', 'fileserver', 'async-delete', 'task-cleaner', 'http', 'webserver'] },
    { line: ['could not connect to redis'], without: ['retry succeeded'] },
  ],
  follows: ['RD-BGJOBS', 'RD-RDBVER', 'RD-CORRUPT', 'RD-MISCONF', 'OOM-137', 'NO-SPACE', 'DOCKER-DOWN'],
  source: ['https://github.com/clearml/clearml-server/issues/76'],
};
