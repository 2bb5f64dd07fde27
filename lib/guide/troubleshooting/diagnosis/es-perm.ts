import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esPerm: FailureRule = {
  id: 'ES-PERM',
  title: "Elasticsearch can't write to its data directory",
  severity: 'critical',
  cause: 'The data directory does not belong to 1000:1000, usually because root made it or because it was restored; or a second Elasticsearch works on the same directory.',
  remedy: 'Stop Elasticsearch, run "chown -R 1000:1000" on its data directory (data/elastic7plus, or data/elastic_7 in the open-source layout), see with "docker ps" that only one Elasticsearch runs, and start it again.',
  where: ['elasticsearch'],
  signs: [
    { line: ['failed to obtain node lock'] },
    { line: ['maybe these locations are not writable'] },
    { line: ['accessdeniedexception', ['/usr/share/elasticsearch/data', '/data', 'nodes', 'node.lock', '_state']], without: ['snapshot', 'backup', '/elasticsearch/logs', 'gc.log', 'repositor'] },
    { line: [['failed to bind service', 'likely root cause'], 'accessdenied'], without: ['snapshot', '/elasticsearch/logs'] },
    { line: ['failed to obtain lock on'] },
    { line: ['lockobtainfailedexception'] },
    { line: ['data directory', ['failed to test writes', 'write permission is required']] },
    { line: ['elasticsearch/data', ['permission denied', 'not writable', 'not permitted', 'unable to access', 'unable to create', 'read-only file system', 'is not readable']] },
    { line: ['path.data', ['permission denied', 'not writable', 'unable to access', 'accessdenied']] },
    { line: [['elastic7plus', 'elastic_7'], ['permission denied', 'not writable', 'not permitted']] },
    { line: [['failed to create node environment', 'unable to create node environment', 'failed to create data directory', 'failed to create nodeenvironment', 'not writable: data', 'unable to write to data']] },
    { line: [['accessdenied', 'access denied', 'permission denied', 'operation not permitted', 'read-only file system', 'not writable', 'eacces', 'cannot create directory', 'unable to access', 'cannot write', 'no write permission', 'must be writable']], without: ['snapshot', 'backup', 'elasticsearch/logs', 'gc.log', 'repositor', 'thread', 'pthread', 'docker.sock', 'keystore', 'cgroup', 'memlock', 'mlock', 'seccomp', 'syscall', '/logs', 'limitmemlock', 'log4j', 'appender', 'rollingfile'], in: ['elasticsearch'], guess: true },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/208', 'https://github.com/clearml/clearml-server/issues/280', 'https://github.com/clearml/clearml-server/issues/278', 'https://github.com/clearml/clearml-server/issues/70', 'guide: installing-the-server/2'],
};
