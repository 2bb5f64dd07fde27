import type { Check, Step } from '@/lib/engine/types';
import { chapters } from './chapters';
import type { Inputs } from './inputs';
import { apiserverConf } from './installation/apiserver-conf';
import { composePlugin } from './installation/compose';
import { composeConfig } from './installation/compose-config';
import { composePull } from './installation/compose-pull';
import { composeUp } from './installation/compose-up';
import { directories } from './installation/directories';
import { dockerCe } from './installation/docker-ce';
import { dockerLogin } from './installation/docker-login';
import { dockerProxy } from './installation/docker-proxy';
import { files } from './installation/files';
import { helloWorld } from './installation/hello-world';
import { kernelSettings } from './installation/kernel-settings';
import { previousInstallation } from './installation/previous-installation';
import { reboot } from './installation/reboot';
import { thpEnable } from './installation/thp-enable';
import { thpUnit } from './installation/thp-unit';
import { webAccess } from './installation/web-access';
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

/** Preflight: every line of Prerequisites, then what the guide forgot. The order is the page's order. */
export const preflight: readonly Check<Inputs>[] = [
  cpus, memory, operatingSystem, diskRoot, diskDocker, dockerPermissions, diskData, diskFileServer, administrator, ports,
  registryCredentials, composeFile, overrideFile, constantsFile,
];

const preliminary: readonly Step<Inputs>[] = [dockerCe, dockerProxy, helloWorld, composePlugin, kernelSettings, thpUnit, thpEnable, reboot];
const installing: readonly Step<Inputs>[] = [previousInstallation, directories, files, apiserverConf, composeConfig, dockerLogin, composePull, composeUp, webAccess];

/** Installing, in the guide's order. */
export const installation: readonly Step<Inputs>[] = [...preliminary, ...installing];

/** Whether ClearML works: asked again until it does. */
export const verification: readonly Check<Inputs>[] = [];

/** The heading under which an entry is shown. */
export function chapterOf(entry: Check<Inputs> | Step<Inputs>): string {
  if ('chapter' in entry) return entry.chapter;
  return preliminary.some(({ id }) => id === entry.id) ? chapters.preliminary : chapters.installing;
}
