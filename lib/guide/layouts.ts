import type { Layout } from '@/lib/contract/layout';
import type { LayoutId } from '@/lib/contract/materials';
import { gb } from '@/lib/core/units';

type Directory = Layout['directories'][number];
const root = '0:0';
/** Elasticsearch runs as this user in every generation. */
const elastic = '1000:1000';
/** ClearML's own services from version 3.29 on (ClearML, docker_compose_upgrade_3_29). */
const nonroot = '65532:65532';
const directory = (path: string, owner = root): Directory => ({ path, owner, mode: 0o755 });

const guideDirectories = [
  directory('data/elastic7plus', elastic),
  directory('data/mongo_4/configdb'),
  directory('data/mongo_4/db'),
  directory('data/redis'),
  directory('logs/apiserver'),
  directory('documentation'),
  directory('data/fileserver'),
  directory('logs/fileserver'),
  directory('logs/fileserver-proxy'),
  directory('data/fluentd/buffer'),
  directory('config/webserver_external_files'),
  directory('config/onprem_poc'),
];

const disks = (base: string): Layout['disks'] => [
  { mount: '/', bytes: gb(30), role: 'root' },
  { mount: '/var/lib/docker', bytes: gb(80), role: 'docker', mode: 0o710 },
  { mount: `${base}/data`, bytes: gb(100), role: 'data' },
  // "Size depends on usage": no least size.
  { mount: `${base}/data/fileserver`, bytes: 0, role: 'fileserver' },
];

const onPremises = {
  base: '/opt/allegro',
  configDirectory: '/opt/allegro/config/onprem_poc',
  disks: disks('/opt/allegro'),
  kernelFile: '/etc/sysctl.d/99-allegro.conf',
  ports: { web: 8080, api: 8008, files: 8081, proxy: 10000 },
  registryHost: 'docker.io',
  imagePrefix: 'allegroaienterprise/',
  probes: [
    { service: 'apiserver', port: 10000, path: '/api/debug.ping', status: 200 },
    { service: 'webserver', port: 10000, path: '/', status: 200 },
    { service: 'fileserver', port: 10000, path: '/files/', status: 405 },
  ],
  previousBases: ['/opt/clearml', '/opt/allegro'],
} as const;

/** Exactly the guide: versions up to 3.28. */
const guide: Layout = {
  ...onPremises,
  id: 'guide',
  title: 'ClearML Enterprise as in the guide (up to 3.28)',
  containerPrefix: 'allegro-',
  directories: guideDirectories,
  kernel: { 'vm.max_map_count': '262144', 'vm.overcommit_memory': '1', 'fs.inotify.max_user_instances': '256' },
};

/** ClearML's pages of 2026: services run as 65532, more directories, a higher map count. */
const v329: Layout = {
  ...onPremises,
  id: 'v3.29',
  title: 'ClearML Enterprise 3.29 or later',
  containerPrefix: 'clearml-',
  directories: [
    directory('data/elastic7plus', elastic),
    directory('data/mongo_4/configdb'),
    directory('data/mongo_4/db'),
    directory('data/redis'),
    directory('logs/apiserver', nonroot),
    directory('documentation'),
    directory('data/fileserver', nonroot),
    directory('data/fileserver/tmp', nonroot),
    directory('logs/fileserver', nonroot),
    directory('logs/fileserver-proxy'),
    directory('data/fluentd/buffer'),
    directory('config/webserver_external_files'),
    directory('config/onprem_poc', nonroot),
    directory('data/metrics', nonroot),
    directory('data/services', nonroot),
    directory('data/services/services-agent/cache', nonroot),
    directory('data/agent', nonroot),
    directory('data/agent/app-agent', nonroot),
    directory('logs/async_delete', nonroot),
    directory('logs/task_cleaner', nonroot),
  ],
  kernel: { ...guide.kernel, 'vm.max_map_count': '524288' },
};

/** The open-source server (clearml-server, docker/docker-compose.yml). */
const oss: Layout = {
  id: 'oss',
  title: 'ClearML open-source server',
  base: '/opt/clearml',
  containerPrefix: 'clearml-',
  directories: ['data/elastic_7', 'data/mongo_4/db', 'data/mongo_4/configdb', 'data/redis', 'logs', 'config', 'data/fileserver'].map((path) => directory(path, elastic)),
  configDirectory: '/opt/clearml/config',
  // Its pages ask for no disks of its own; the guide's root disk still holds.
  disks: [{ mount: '/', bytes: gb(30), role: 'root' }],
  kernel: { 'vm.max_map_count': '524288' },
  kernelFile: '/etc/sysctl.d/99-clearml.conf',
  ports: { web: 8080, api: 8008, files: 8081, proxy: null },
  registryHost: 'docker.io',
  imagePrefix: 'clearml/',
  probes: [
    { service: 'apiserver', port: 8080, path: '/api/debug.ping', status: 200 },
    { service: 'webserver', port: 8080, path: '/', status: 200 },
    { service: 'fileserver', port: 8081, path: '/', status: 200 },
  ],
  previousBases: ['/opt/clearml'],
};

/** Where each generation of the server keeps its things (design.md §5). */
export const layouts: Readonly<Record<LayoutId, Layout>> = { guide, 'v3.29': v329, oss };
