import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const agSock: FailureRule = {
  id: 'AG-SOCK',
  title: "The agent may not use Docker's socket",
  severity: 'error',
  cause: 'DOCKER_GID in constants.env is not the group of /var/run/docker.sock.',
  remedy: 'Set DOCKER_GID to what "stat -c %g /var/run/docker.sock" says, and recreate the agents.',
  where: ['agent'],
  signs: [
    { line: [['permission denied', 'permissionerror', 'errno 13]'], ['docker', 'error while fetching server api version']], in: ['agent'] },
    { line: [['permission denied', 'permissionerror'], ['apps-agent', 'services-agent', 'clearml-agent', 'clearml_agent', 'apps_agent'], 'docker'] },
    { line: [['operation not permitted', 'eacces', 'access denied', 'not a member of', 'cannot access'], ['docker.sock', 'docker daemon', 'docker api', 'group docker']], in: ['agent'] },
    { line: ['unable to find group', /unable to find group (?:\d{1,10}|docker)\b/] },
  ],
  insteadOf: ['DOCKER-SOCK-PERM', 'API-PERM'],
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/enterprise_deploy/docker_compose_upgrade_3_29'],
};
