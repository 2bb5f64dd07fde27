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
    { line: [['subnet', 'address pool', 'ipv4', 'bridge network', 'network pool', 'address space', 'ip range', 'create network'], ['no available', 'no free', 'overlap', 'exhausted', 'conflicts with', 'could not find', 'unable to find', 'failed to allocate', 'fully', 'none left', 'no more', 'cannot allocate', 'no unused']], without: ['elastic', 'memory'], in: ['compose', 'docker'] },
    { line: [['no available network', 'no available subnet', 'no free subnet', 'failed to allocate gateway', 'could not find free subnet', 'no available ipv4', 'no available addresses', 'failed to allocate network ip', 'conflicts with network', 'pool overlaps', 'subnet overlaps']] },
  ],
  guess: true,
  source: ['general knowledge'],
};
