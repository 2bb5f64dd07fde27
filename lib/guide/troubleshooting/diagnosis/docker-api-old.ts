import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const dockerApiOld: FailureRule = {
  id: 'DOCKER-API-OLD',
  title: 'Docker refuses an old client',
  severity: 'error',
  cause: 'Docker Engine 29 and later speak API 1.44 or newer only. An old Compose, or a container with an old Docker client in it, still asks with an older one.',
  remedy: 'Upgrade docker-compose-plugin, and remove old plugins from ~/.docker/cli-plugins. Until then, "min-api-version" in /etc/docker/daemon.json lets older clients in.',
  where: ['compose', 'docker', 'agent'],
  signs: [
    { line: ['client version', 'is too old'] },
    { line: ['minimum supported api version', ['too old', 'upgrade', 'client']] },
    { line: ['api version', 'too old', ['client', 'docker']] },
    { line: [['client version', 'client api version', 'api version', 'docker client'], ['no longer supported', 'is not supported', 'below the minimum', 'older than', 'lower than the minimum', 'must be at least', 'upgrade your client', 'newer client']], without: ['elastic', 'mongo', 'kube'] },
  ],
  source: ['https://github.com/docker/compose/issues/13389'],
};
