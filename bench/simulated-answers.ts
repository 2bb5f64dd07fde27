import { createHash } from 'node:crypto';
import { apiserverConf } from '@/lib/guide/apiserver-conf-file';
import { suppliedFiles, type WantedFile } from '@/lib/guide/files-on-server';
import type { Inputs } from '@/lib/guide/inputs';
import { installedHashes } from '@/lib/guide/installed-hashes';
import { kernelSettings } from '@/lib/guide/installation/kernel-settings';
import { thpUnit } from '@/lib/guide/installation/thp-unit';
import { wantedServices } from '@/lib/guide/wanted-services';
import { isSecret, type Secret } from '@/lib/core/secret';
import type { Command } from '@/lib/shell/command';
import { recorded, type Say } from './recorded';
import { machineAnswers } from './simulated-machine';

/** What a server of the guide's size says on which ClearML was installed by these inputs and is well: by the beginning of the fact's id. */
export function simulatedAnswers(inputs: Inputs): ReadonlyMap<string, Say> {
  const files = [...suppliedFiles(inputs), apiserverConf(inputs)];
  const services = (wantedServices(inputs) ?? []).map(({ name }) => name);
  const always = (text: string): Say => () => text;
  return new Map<string, Say>([
    ...machineAnswers(inputs),
    ...files.map((wanted): [string, Say] => [`file:${wanted.path}`, always(printFile(wanted))]),
    ...[...kernelSettings.plan({ live: new Map(), file: undefined, bootId: '' }, inputs), ...thpUnit.plan({ unit: undefined }, inputs)].flatMap(installedFile),
    ['receipt:compose-up', always(installedHashes(inputs, {}).join(' '))],
    ['receipt:disks', always('')],
    ['directories:', always(inputs.layout.directories.map(({ path, owner, mode }) => `directory ${mode.toString(8)} ${owner} ${inputs.layout.base}/${path}\n`).join(''))],
    ['web-answers:', always([0, 1, 2].map((index) => `first ${index}\nstatus ${index === 2 ? 405 : 200} 0.00${4 + index}312\n`).join(''))],
    ['service-memory:', always(recorded('service-memory', 'Ubuntu 22.04 and later: cgroup v2'))],
    ['external-urls:', always(inputs.files.constants?.reveal() ?? '')],
    ['project-containers:', always(JSON.stringify(services.map((name, index) => container(name, index, inputs))))],
    ['project-deaths:', (seconds) => `now ${Math.floor(seconds)}\n`],
    ['project-images:', always([...services.map((name, index) => `used ${JSON.stringify({ service: name, image: imageOf(name), label: digest(index), id: digest(index) })}\n`), ...services.map((name, index) => `now ${digest(index)} ${imageOf(name)}\n`)].join(''))],
    ['elasticsearch:', always(recorded('elasticsearch', '7.17.18, as installed'))],
    ['mongodb:', always(recorded('mongodb', '7.0 with its connections, held to the rules of 6.0'))],
    ['redis:', (seconds) => recorded('redis', '7.0, as installed').replace('1795523964', String(Math.floor(seconds) - 60))],
    ['image-space', always(JSON.stringify(services.map((name, index) => ({ Id: digest(index), RepoTags: [imageOf(name)], RepoDigests: [`${imageOf(name)}@${digest(index)}`], Size: 900e6, SharedSize: 0, Containers: -1 }))) + `\n=== containers\n${JSON.stringify(services.map((name, index) => container(name, index, inputs)))}\n`)],
    ['old-logs:', always(recorded('old-logs', 'none'))],
    ['docker-ports', always(JSON.stringify(services.map((name, index) => container(name, index, inputs))))],
  ]);
}

const textOf = (content: Secret | string): string => (isSecret(content) ? content.reveal() : content);
const digest = (index: number): string => `sha256:${createHash('sha256').update(String(index)).digest('hex')}`;
const imageOf = (service: string): string => `docker.io/allegroaienterprise/${service}:3.25.0-612`;

function printFile({ content, mode, owner }: WantedFile): string {
  const text = textOf(content);
  const [numbers, names] = /^\d/.test(owner) ? [owner, 'clearml:clearml'] : ['0:0', owner];
  return `${mode.toString(8)} ${numbers} ${names} ${Buffer.byteLength(text)}\n${createHash('sha256').update(text).digest('hex')}\n${Buffer.from(text).toString('base64')}\n`;
}

function installedFile(command: Command): [string, Say][] {
  if (command.kind !== 'install') return [];
  const said = printFile(command);
  return [[`file:${command.path}`, () => said]];
}

/** As Docker's list has it, with the labels of Compose. */
function container(name: string, index: number, { layout }: Inputs) {
  const id = digest(index).slice(7);
  const network = { IPAMConfig: null, Links: null, Aliases: null, MacAddress: `02:42:ac:12:00:0${index % 10}`, NetworkID: id, EndpointID: id, Gateway: '172.18.0.1', IPAddress: `172.18.0.${index + 2}`, IPPrefixLen: 16, IPv6Gateway: '', GlobalIPv6Address: '', GlobalIPv6PrefixLen: 0, DriverOpts: null, DNSNames: null };
  const labels = { 'config-hash': id, 'container-number': '1', 'depends_on': '', image: digest(index), oneoff: 'False', project: 'allegro', 'project.config_files': `${layout.base}/docker-compose.yml,${layout.base}/docker-compose.override.yml`, 'project.environment_file': `${layout.base}/constants.env`, 'project.working_dir': layout.base, service: name, version: '2.29.7' };
  const mounts = ['logs', 'config', 'data'].map((part) => ({ Type: 'bind', Source: `${layout.base}/${part}/${name}`, Destination: `/opt/${part}`, Mode: 'rw', RW: true, Propagation: 'rprivate' }));
  return {
    Id: id, Names: [`/${layout.containerPrefix}${name}`], Image: imageOf(name), ImageID: digest(index), Command: `/opt/allegro/wrapper.sh ${name}`, Created: 1_795_523_900, Ports: [],
    Labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [`com.docker.compose.${key}`, value])),
    State: 'running', Status: 'Up 2 weeks', HostConfig: { NetworkMode: 'allegro_backend' }, NetworkSettings: { Networks: { allegro_backend: network } }, Mounts: mounts,
  };
}
