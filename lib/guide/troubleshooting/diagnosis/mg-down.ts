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
  ],
  follows: ['MG-FCV', 'MG-EXIT62', 'MG-KERNEL', 'MG-EXIT139', 'MG-AVX', 'MG-PERM', 'MG-LOCK', 'MG-CORRUPT', 'OOM-137', 'NO-SPACE', 'DOCKER-DOWN', 'RD-BGJOBS'],
  source: ['https://github.com/clearml/clearml-server/issues/6'],
};
