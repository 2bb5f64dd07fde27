import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** A request that took too long is another matter: Elasticsearch was there. */
export const apiEsFail: FailureRule = {
  id: 'API-ES-FAIL',
  title: 'The API server found no Elasticsearch',
  severity: 'critical',
  cause: 'Elasticsearch does not run, so the API server gives up and is restarted: nearly always the wrong owner of its directory, vm.max_map_count, or memory.',
  remedy: "Look at Elasticsearch's log, not at this one: the cause stands there.",
  where: ['apiserver'],
  signs: [
    { line: ['failed connecting to elasticsearch'] },
    { line: ['error connecting to elasticsearch'] },
    { line: ['elasticconnectionerror'] },
    { line: ['status:n/a', ['elasticsearch', ':9200']] },
    { line: [['elasticsearch', ':9200', 'elastic_transport'], ['connection refused', 'errno 111', 'failed to establish a new connection', 'newconnectionerror', 'name or service not known', 'temporary failure in name resolution', 'no route to host', 'connectionerror(', 'connectionerror:', 'errno -2', 'errno -3']], without: ['read timed out', 'readtimeout'] },
    { line: [['no alive nodes', 'no living connections', 'connection pool is empty', 'master_not_discovered', 'masternotdiscovered']] },
    { line: [['elastic', 'es server', 'es cluster', 'es host', 'to es on', 'to es at'], ['failed connecting', 'failed to connect', 'unable to connect', 'could not be reached', 'is unreachable', 'not reachable', 'is not available', 'is not responding', 'is down', 'no connection', 'gave up', 'giving up', 'cannot reach', 'could not reach', 'refused the connection', 'econnrefused']], without: ['retry', 'read timed out'], in: ['apiserver', 'async-delete', 'task-cleaner'] },
  ],
  follows: ['ES-PERM', 'ES-MAXMAP', 'ES-LOGPERM', 'ES-CGROUP', 'ES-DOWNGRADE', 'ES-OOM', 'ES-CORRUPT', 'ES-MEMLOCK', 'OOM-137', 'NO-SPACE', 'DOCKER-DOWN', 'RD-BGJOBS'],
  source: ['https://github.com/clearml/clearml-server/issues/208'],
};
