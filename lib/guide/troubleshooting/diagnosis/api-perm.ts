import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiPerm: FailureRule = {
  id: 'API-PERM',
  title: "A container of ClearML can't write to its directory",
  severity: 'critical',
  cause: 'From 3.29 on ClearML runs as 65532:65532, and a directory still belongs to root. The open-source server uses 1000:1000.',
  remedy: 'Run "chown -R 65532:65532" on config/onprem_poc, logs, data/fileserver, data/metrics, data/services and data/agent; leave those of Elasticsearch, MongoDB and Redis as they are. Then recreate the containers.',
  where: ['apiserver', 'fileserver', 'async-delete', 'task-cleaner'],
  signs: [
    { line: [['permissionerror', 'permission denied', 'errno 13]', 'eacces'], ['/var/log/clearml', '/var/log/allegro', '/opt/clearml', '/opt/allegro', '/opt/seematics', '/mnt/fileserver', 'apiserver.log', 'fileserver', 'onprem_poc']], without: ['docker.sock', 'docker daemon', 'elastic', 'mongo', 'redis', 'snapshot'] },
    { line: [['permissionerror', 'permission denied', 'errno 13]']], without: ['docker.sock', 'docker daemon', 'docker api', 'elastic', 'connection aborted'], in: ['apiserver', 'fileserver', 'async-delete', 'task-cleaner'] },
    { line: ['unable to configure handler'], guess: true },
    { line: [['read-only file system', 'errno 30]', 'errno 1]', 'operation not permitted', 'not writable', 'no write access', 'cannot write to', 'access is denied']], without: ['docker.sock', 'elastic', 'mongo', 'redis', 'thread', 'system_error', '_index', 'indexed data'], in: ['apiserver', 'fileserver', 'async-delete', 'task-cleaner'] },
  ],
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/enterprise_deploy/docker_compose_upgrade_3_29', 'https://github.com/clearml/clearml-server/issues/99'],
};
