import type { Check, Probe, Step } from '@/lib/engine/types';
import { aptLock } from './beyond/apt-lock';
import { aptRepository } from './beyond/apt-repository';
import { architecture } from './beyond/architecture';
import { controlGroups } from './beyond/control-groups';
import { disksReturn } from './beyond/disks-return';
import { existingClearml } from './beyond/existing-clearml';
import { existingDocker } from './beyond/existing-docker';
import { freeSpace } from './beyond/free-space';
import { mountOptions } from './beyond/mount-options';
import { names } from './beyond/names';
import { openPorts } from './beyond/open-ports';
import { publicNames } from './beyond/public-names';
import { rebootPending } from './beyond/reboot-pending';
import { registry } from './beyond/registry';
import { securityModules } from './beyond/security-modules';
import { swap } from './beyond/swap';
import { systemd } from './beyond/systemd';
import { time } from './beyond/time';
import { vectorExtensions } from './beyond/vector-extensions';
import { virtualization } from './beyond/virtualization';
import { chapters } from './chapters';
import { directoriesDrift } from './drift/directories';
import { filesDrift } from './drift/files';
import { hugePagesUnitDrift } from './drift/huge-pages-unit';
import { imagesDrift } from './drift/images';
import { kernelFileDrift } from './drift/kernel-file';
import { portsDrift } from './drift/ports';
import type { Inputs } from './inputs';
import { apiserver } from './insides/apiserver';
import { elasticsearch } from './insides/elasticsearch';
import { elasticsearchDisk } from './insides/elasticsearch-disk';
import { elasticsearchHeap } from './insides/elasticsearch-heap';
import { elasticsearchWritable } from './insides/elasticsearch-writable';
import { mongodb } from './insides/mongodb';
import { oldLogs } from './insides/old-logs';
import { queues } from './insides/queues';
import { redis } from './insides/redis';
import { restarts } from './insides/restarts';
import { restoreLeft } from './insides/restore-left';
import { servicesRun } from './insides/services';
import { unusedImages } from './insides/unused-images';
import { workers } from './insides/workers';
import { apiserverConf } from './installation/apiserver-conf';
import { composePlugin } from './installation/compose';
import { composeConfig } from './installation/compose-config';
import { composePull } from './installation/compose-pull';
import { composeUp } from './installation/compose-up';
import { directories } from './installation/directories';
import { disksRecorded } from './installation/disks-recorded';
import { disksThere } from './installation/disks-there';
import { dockerCe } from './installation/docker-ce';
import { dockerLogin } from './installation/docker-login';
import { dockerProxy } from './installation/docker-proxy';
import { files } from './installation/files';
import { helloWorld } from './installation/hello-world';
import { kernelSettings } from './installation/kernel-settings';
import { previousInstallation } from './installation/previous-installation';
import { privateCa } from './installation/private-ca';
import { reboot } from './installation/reboot';
import { thpEnable } from './installation/thp-enable';
import { thpUnit } from './installation/thp-unit';
import { webAccess } from './installation/web-access';
import { clock } from './machine/clock';
import { cpu } from './machine/cpu';
import { diskErrors } from './machine/disk-errors';
import { diskHealth } from './machine/disk-health';
import { diskSpeed } from './machine/disk-speed';
import { disksMounted } from './machine/disks-mounted';
import { fileHandles } from './machine/file-handles';
import { hugePages } from './machine/huge-pages';
import { kernelSettingsHold } from './machine/kernel-settings';
import { killedProcesses } from './machine/killed-processes';
import { network } from './machine/network';
import { pressure } from './machine/pressure';
import { restartPending } from './machine/restart-pending';
import { securityUpdates } from './machine/security-updates';
import { swapInUse } from './machine/swap';
import { apiServerAnswers } from './monitoring/apiserver';
import { apiserverMemory } from './monitoring/apiserver-memory';
import { backups } from './monitoring/backups';
import { dataSpace } from './monitoring/disk-data';
import { backupsSpace } from './monitoring/disk-backups';
import { dockerSpace } from './monitoring/disk-docker';
import { fileServerSpace } from './monitoring/disk-fileserver';
import { rootSpace } from './monitoring/disk-root';
import { fileServerAnswers } from './monitoring/fileserver';
import { load } from './monitoring/load';
import { availableMemory } from './monitoring/memory';
import { webServerAnswers } from './monitoring/webserver';
import { administrator } from './prerequisites/administrator';
import { composeFile } from './prerequisites/compose-file';
import { constantsFile } from './prerequisites/constants-file';
import { cpus } from './prerequisites/cpus';
import { diskData } from './prerequisites/disk-data';
import { diskDocker } from './prerequisites/disk-docker';
import { diskFileServer } from './prerequisites/disk-file-server';
import { diskRoot } from './prerequisites/disk-root';
import { dockerPermissions } from './prerequisites/docker-permissions';
import { memory } from './prerequisites/memory';
import { operatingSystem } from './prerequisites/operating-system';
import { overrideFile } from './prerequisites/override-file';
import { ports } from './prerequisites/ports';
import { registryCredentials } from './prerequisites/registry-credentials';
import { addresses } from './security/addresses';
import { answers } from './security/answers';
import { certificates } from './security/certificates';
import { resolvedNames } from './security/names';
import { plainHttp } from './security/plain-http';
import { exposedPorts } from './security/ports';
import { redirect } from './security/redirect';
import { apiPing } from './verification/api-ping';
import { apiServer } from './verification/api-server';
import { configuration } from './verification/configuration';
import { disks } from './verification/disks';
import { fileServer } from './verification/file-server';
import { fixedUsers } from './verification/fixed-users';
import { kernel } from './verification/kernel';
import { login } from './verification/login';
import { loginCookie } from './verification/login-cookie';
import { services } from './verification/services';
import { webFromOutside } from './verification/web-from-outside';
import { webOnServer } from './verification/web-on-server';
import { webServer } from './verification/web-server';

/** Preflight: every line of Prerequisites, then what the guide forgot. The order is the page's order. */
export const preflight: readonly Check<Inputs>[] = [
  cpus, memory, operatingSystem, diskRoot, diskDocker, dockerPermissions, diskData, diskFileServer, administrator, ports,
  registryCredentials, composeFile, overrideFile, constantsFile,
  architecture, vectorExtensions, virtualization, systemd, controlGroups, securityModules, swap, freeSpace, mountOptions, disksReturn,
  time, names, publicNames, openPorts, registry, aptRepository, aptLock, rebootPending, existingDocker, existingClearml,
];

const preliminary: readonly Step<Inputs>[] = [dockerCe, dockerProxy, helloWorld, composePlugin, kernelSettings, thpUnit, thpEnable, disksRecorded, reboot];
const installing: readonly Step<Inputs>[] = [disksThere, previousInstallation, directories, files, privateCa, apiserverConf, composeConfig, dockerLogin, composePull, composeUp, webAccess];

/** Installing, in the guide's order. */
export const installation: readonly Step<Inputs>[] = [...preliminary, ...installing];

/** Whether ClearML works: asked again until it does. */
export const verification: readonly Check<Inputs>[] = [
  webFromOutside, webOnServer, services, apiPing, apiServer, webServer, fileServer, disks, configuration, fixedUsers, login, loginCookie, kernel,
];

const monitoring: readonly Probe<Inputs>[] = [load, availableMemory, rootSpace, dockerSpace, dataSpace, fileServerSpace, backupsSpace, apiServerAnswers, webServerAnswers, fileServerAnswers, apiserverMemory, backups];
const machine: readonly Probe<Inputs>[] = [
  cpu, swapInUse, pressure, diskSpeed, network, fileHandles, clock, disksMounted, killedProcesses, diskErrors, diskHealth,
  kernelSettingsHold, hugePages, restartPending, securityUpdates,
];
const insides: readonly Probe<Inputs>[] = [servicesRun, restarts, apiserver, elasticsearch, elasticsearchDisk, elasticsearchWritable, elasticsearchHeap, mongodb, redis, queues, workers, unusedImages, oldLogs, restoreLeft];
const security: readonly Probe<Inputs>[] = [exposedPorts, plainHttp, resolvedNames, certificates, redirect, answers, addresses];
const drift: readonly Probe<Inputs>[] = [filesDrift, directoriesDrift, kernelFileDrift, hugePagesUnitDrift, imagesDrift, portsDrift];

/** Watching: each check at its own cadence. The order is the page's order. */
export const probes: readonly Probe<Inputs>[] = [...monitoring, ...security, ...insides, ...machine, ...drift];

/** The heading under which an entry is shown. */
export function chapterOf(entry: Check<Inputs> | Step<Inputs>): string {
  if ('chapter' in entry) return entry.chapter;
  return preliminary.some(({ id }) => id === entry.id) ? chapters.preliminary : chapters.installing;
}
