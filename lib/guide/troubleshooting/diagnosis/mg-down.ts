import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgDown: FailureRule = {
  id: 'MG-DOWN',
  title: 'MongoDB does not answer',
  severity: 'error',
  cause: 'The API server finds no MongoDB: it does not run, still starts, or was killed.',
  remedy: 'Look at the state and the log of the container mongo: the cause stands there.',
  where: ['apiserver', 'async-delete'],
  signs: [
    { line: [['serverselectiontimeout', 'no suitable servers found', 'mongonetworkerror', 'no primary available for writes', 'connection pool paused']] },
    { line: ['pymongo.errors.', ['autoreconnect', 'networktimeout', 'connectionfailure', 'notprimary', 'connection closed', 'connection refused']] },
    { line: [[':27017', 'mongodb', 'mongoengine'], ['connection refused', 'errno 111', 'errno -2', 'errno -3', 'timed out', 'name or service not known', 'temporary failure in name resolution', 'no route to host', 'connection closed', 'could not connect', 'cannot connect']], without: ['connection accepted', 'mongodb starting'] },
    { line: [['mongo', 'pymongo'], ['connection refused', 'econnrefused', 'failed connecting', 'failed to connect', 'unable to connect', 'could not be reached', 'not reachable', 'unreachable', 'no servers found', 'server selection', 'no replica set members', 'cannot connect', 'enotfound', 'getaddrinfo', 'no address associated', 'connection reset', 'broken pipe', 'notprimary', 'not master', 'is down', 'is not available', 'socketexception']], without: ['connection accepted', 'mongodb starting', 'connection ended', 'retry succeeded'], in: ['apiserver', 'async-delete', 'task-cleaner', 'http', 'mongo-tools', 'fileserver'] },
    { line: [['mongoserverselectionerror', 'couldnt connect to server', 'could not connect to server', 'mongoose', 'serverselectionerror'], ['mongo', '27017']], without: ['connection accepted'] },
  ],
  follows: ['MG-FCV', 'MG-EXIT62', 'MG-KERNEL', 'MG-EXIT139', 'MG-AVX', 'MG-PERM', 'MG-LOCK', 'MG-CORRUPT', 'OOM-137', 'NO-SPACE', 'DOCKER-DOWN', 'RD-BGJOBS'],
  source: ['https://github.com/clearml/clearml-server/issues/6'],
};
