import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiEsRetry: FailureRule = {
  id: 'API-ES-RETRY',
  title: 'The API server waits for Elasticsearch',
  severity: 'warn',
  cause: 'Elasticsearch was not ready when the API server started. That is usual within the first two minutes.',
  remedy: "If it goes on, look at Elasticsearch's log: the cause stands there.",
  where: ['apiserver'],
  signs: [
    { line: ['could not connect to elasticsearch'] },
    { line: ['elasticsearch', 'retry', ['waiting for', 'could not connect', 'cannot connect']] },
    { line: [['could not connect to es', 'cannot connect to es', 'failed connecting to es', 'failed to connect to es', 'unable to connect to es'], ['retry', 'waiting', 'attempt', 'again']] },
    { line: [['elastic', 'es server', 'es host', 'es cluster'], ['retrying', /\bretry \d/, 'waiting for', 'will try again', 'trying again', /\battempt \d/], ['connect', 'available', 'be ready', 'not ready', 'respond', 'reach']], without: ['retry succeeded'], in: ['apiserver'] },
  ],
  over: { line: [['applying mappings to es host', 'exposed services:']] },
  insteadOf: ['API-ES-FAIL'],
  follows: ['API-ES-FAIL', 'ES-PERM', 'ES-MAXMAP', 'ES-LOGPERM', 'ES-CGROUP', 'ES-DOWNGRADE', 'ES-OOM', 'OOM-137', 'NO-SPACE'],
  source: ['https://github.com/clearml/clearml-server/issues/117', 'https://github.com/clearml/clearml-server/blob/master/apiserver/elastic/initialize.py'],
};
