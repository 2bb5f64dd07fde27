import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const netPool: FailureRule = {
  id: 'NET-POOL',
  title: 'Docker has no free addresses for a network',
  severity: 'error',
  cause: 'So many networks exist, or a VPN takes so many addresses, that Docker finds none for another network.',
  remedy: 'Remove unused networks with "docker network prune", or give Docker other addresses: "default-address-pools" in /etc/docker/daemon.json.',
  where: ['compose', 'docker'],
  signs: [
    { line: ['address pool', ['non-overlapping', 'could not find', 'failed to find', 'fully subnetted', 'exhausted']] },
    { line: ['fully subnetted'] },
    { line: ['pool overlaps with other one'] },
    { line: ['network', ['have overlapping ipv4', 'overlapping ipv4']] },
  ],
  guess: true,
  source: ['general knowledge'],
};
