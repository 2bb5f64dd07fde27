import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const dockerSockPerm: FailureRule = {
  id: 'DOCKER-SOCK-PERM',
  title: 'The user may not use Docker',
  severity: 'error',
  cause: "The command ran as a user that is neither root nor in the group docker, so Docker's socket refused it.",
  remedy: 'Run it with sudo, or add the user to the group docker ("usermod -aG docker NAME") and sign in again.',
  where: ['docker', 'compose'],
  signs: [
    { line: ['permission denied', ['docker.sock', 'docker daemon', 'docker api', 'to docker']] },
    { line: ['error while fetching server api version', ['permission denied', 'permissionerror']] },
    { line: [['docker.sock', 'dial unix'], ['permission denied', 'operation not permitted', 'eacces', 'errno 13', 'access denied']] },
    { line: [['user', 'must'], ['docker group', 'group docker', 'in the docker group'], ['not in', 'not a member', 'please add', 'must be']], in: ['docker', 'compose'] },
  ],
  guess: true,
  source: ['guide: preliminary-steps/1'],
};
