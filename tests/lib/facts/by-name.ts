import { secret } from '@/lib/core/secret';
import { administrator } from '@/lib/facts/administrator';
import { aptLock } from '@/lib/facts/apt-lock';
import { architecture } from '@/lib/facts/architecture';
import { bootId } from '@/lib/facts/boot-id';
import { cgroups } from '@/lib/facts/cgroups';
import { clearmlApi } from '@/lib/facts/clearml-api';
import { clock } from '@/lib/facts/clock';
import { composeConfig } from '@/lib/facts/compose-config';
import { composeVersion } from '@/lib/facts/compose-version';
import { conflictingPackages } from '@/lib/facts/conflicting-packages';
import { containers } from '@/lib/facts/containers';
import { cpus } from '@/lib/facts/cpus';
import { destinationPlace } from '@/lib/facts/destination-place';
import { directories } from '@/lib/facts/directories';
import { docker } from '@/lib/facts/docker';
import { dockerAuth } from '@/lib/facts/docker-auth';
import { dockerPorts } from '@/lib/facts/docker-ports';
import { elasticsearch } from '@/lib/facts/elasticsearch';
import { elasticsearchSnapshots } from '@/lib/facts/elasticsearch-snapshots';
import { externalUrls } from '@/lib/facts/external-urls';
import type { ServerFact } from '@/lib/facts/fact';
import { file } from '@/lib/facts/file';
import { fileSystems } from '@/lib/facts/file-systems';
import { firewall } from '@/lib/facts/firewall';
import { imageSpace } from '@/lib/facts/image-space';
import { images } from '@/lib/facts/images';
import { indices } from '@/lib/facts/indices';
import { kernelLog } from '@/lib/facts/kernel-log';
import { listeners } from '@/lib/facts/listeners';
import { logSpace } from '@/lib/facts/log-space';
import { loggedIn } from '@/lib/facts/logged-in';
import { machineId } from '@/lib/facts/machine-id';
import { meminfo } from '@/lib/facts/meminfo';
import { mongodb } from '@/lib/facts/mongodb';
import { mounts } from '@/lib/facts/mounts';
import { names } from '@/lib/facts/names';
import { oldLogs } from '@/lib/facts/old-logs';
import { osRelease } from '@/lib/facts/os-release';
import { previousInstallations } from '@/lib/facts/previous-installations';
import { privateCa } from '@/lib/facts/private-ca';
import { proc } from '@/lib/facts/proc';
import { projectContainers } from '@/lib/facts/project-containers';
import { projectDeaths } from '@/lib/facts/project-deaths';
import { projectImages } from '@/lib/facts/project-images';
import { rebootPending } from '@/lib/facts/reboot-pending';
import { receipt } from '@/lib/facts/receipt';
import { redis } from '@/lib/facts/redis';
import { realPath } from '@/lib/facts/real-path';
import { resticContents } from '@/lib/facts/restic-contents';
import { resticIndices } from '@/lib/facts/restic-indices';
import { resticManifest } from '@/lib/facts/restic-manifest';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { resticVersion } from '@/lib/facts/restic-version';
import { restoreLeftovers } from '@/lib/facts/restore-leftovers';
import { securityModules } from '@/lib/facts/security-modules';
import { securityUpdates } from '@/lib/facts/security-updates';
import { serverHttp } from '@/lib/facts/server-http';
import { serviceMemory } from '@/lib/facts/service-memory';
import { smart } from '@/lib/facts/smart';
import { sysctl } from '@/lib/facts/sysctl';
import { sshHostKeys } from '@/lib/facts/ssh-host-keys';
import { systemd } from '@/lib/facts/systemd';
import { timeSync } from '@/lib/facts/time-sync';
import { topFolders } from '@/lib/facts/top-folders';
import { transparentHugepages } from '@/lib/facts/transparent-hugepages';
import { unit } from '@/lib/facts/unit';
import { virtualization } from '@/lib/facts/virtualization';
import { webAnswers } from '@/lib/facts/web-answers';

type Make = (args: readonly string[]) => ServerFact<unknown>;
const first = ([word = '']: readonly string[]): string => word;

/** Every fact of lib/facts by the name of its file. */
export const factsByName: Readonly<Record<string, Make>> = {
  administrator: () => administrator,
  'apt-lock': () => aptLock,
  architecture: () => architecture,
  'boot-id': () => bootId,
  cgroups: () => cgroups,
  'clearml-api': (args) => clearmlApi(first(args), { access: 'KEY', secret: secret('x') }),
  clock: () => clock,
  'compose-config': (args) => composeConfig(first(args)),
  'compose-version': () => composeVersion,
  'conflicting-packages': () => conflictingPackages,
  containers: () => containers,
  cpus: () => cpus,
  'destination-place': ([directory = '', ...data]) => destinationPlace(directory, data),
  directories,
  docker: () => docker,
  'docker-auth': (args) => dockerAuth(first(args)),
  'docker-ports': () => dockerPorts,
  elasticsearch: (args) => elasticsearch(first(args)),
  'elasticsearch-snapshots': (args) => elasticsearchSnapshots(first(args)),
  'external-urls': (args) => externalUrls(first(args)),
  file: (args) => file(first(args)),
  'file-systems': fileSystems,
  firewall: () => firewall,
  'image-space': () => imageSpace,
  images,
  indices: (args) => indices(first(args)),
  'kernel-log': () => kernelLog,
  listeners: () => listeners,
  'log-space': ([directory = '', docker = '']) => logSpace(directory, docker),
  'logged-in': () => loggedIn,
  'machine-id': () => machineId,
  meminfo: () => meminfo,
  mongodb: (args) => mongodb(first(args)),
  mounts,
  names,
  'old-logs': ([directory = '', days = '14']) => oldLogs(directory, Number(days)),
  'os-release': () => osRelease,
  'previous-installations': previousInstallations,
  'private-ca': (args) => privateCa(first(args)),
  proc: () => proc,
  'project-containers': (args) => projectContainers(first(args)),
  'project-deaths': (args) => projectDeaths(first(args)),
  'project-images': (args) => projectImages(first(args)),
  'reboot-pending': () => rebootPending,
  receipt: (args) => receipt(first(args)),
  redis: (args) => redis(first(args)),
  'real-path': (args) => realPath(first(args)),
  'restic-contents': ([directory = '', set = '0123456789abcdefghjk']) => resticContents(directory, secret('x'), set),
  'restic-indices': ([directory = '', set = '0123456789abcdefghjk']) => resticIndices(directory, secret('x'), set),
  'restic-manifest': ([directory = '', snapshot = 'a'.repeat(64)]) => resticManifest(directory, secret('x'), snapshot),
  'restic-repository': (args) => resticRepository(first(args), secret('x')),
  'restic-snapshots': ([directory = '', set = '0123456789abcdefghjk']) => resticSnapshots(directory, secret('x'), set),
  'restic-version': () => resticVersion,
  'restore-leftovers': ([tree = '', place = '']) => restoreLeftovers(tree, place),
  'ssh-host-keys': () => sshHostKeys('nas.example.com', 22),
  'security-modules': () => securityModules,
  'security-updates': () => securityUpdates,
  'server-http': (args) => serverHttp({ url: first(args), body: args[1] === 'body' }),
  'service-memory': ([directory = '', service = '']) => serviceMemory(directory, service),
  smart: () => smart,
  sysctl,
  systemd: () => systemd,
  'time-sync': () => timeSync,
  'top-folders': (args) => topFolders(first(args)),
  'transparent-hugepages': () => transparentHugepages,
  unit: (args) => unit(first(args)),
  virtualization: () => virtualization,
  'web-answers': ([url = '', status = '200', other = '']) => webAnswers([{ url, status: Number(status), other }]),
};
