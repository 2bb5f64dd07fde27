import { json, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Docker {
  readonly clientVersion: string;
  /** `undefined` while the daemon does not answer; `error` then says why. */
  readonly engine: Engine | undefined;
  readonly error: string | undefined;
  readonly fromSnap: boolean;
}
export interface Engine {
  readonly version: string;
  readonly rootDirectory: string;
  readonly storageDriver: string;
  readonly runningContainers: number;
  /** As the daemon uses them; a password in them is masked by Docker. */
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/** The Docker Engine; `undefined` when there is none, nor a snap of it (docker-info(1)). */
export const docker: ServerFact<Docker | undefined> = {
  from: 'server',
  id: 'docker',
  command: reading('docker', [], 'root', 'Whether Docker is installed and answers'),
  parse(answer) {
    const lines = printed(answer, 'its Docker Engine').split('\n');
    const value = (key: string) => lines.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1).trim();
    const [client, info, fromSnap] = [value('client'), value('info'), value('snap') === 'yes'];
    if (client === undefined && !fromSnap) return undefined;
    const all = info === undefined ? {} : readInfo(info);
    return { clientVersion: client ?? '', engine: engineOf(all), error: inSentence(value('error') ?? reasonOf(all)), fromSnap };
  },
};

/** Drivers that keep the layers of images below Docker's own directory. With others containerd keeps them and Docker does not tell where (docs.docker.com, containerd image store). */
const ownDrivers: readonly string[] = ['overlay2', 'fuse-overlayfs', 'btrfs', 'vfs', 'aufs'];

/** Where it keeps its images; undefined: it does not tell. */
export const imagesDirectory = ({ rootDirectory, storageDriver }: Engine): string | undefined => (ownDrivers.includes(storageDriver) ? rootDirectory : undefined);

function readInfo(info: string): Record<string, unknown> {
  const fields = json(info, 'its Docker Engine');
  if (typeof fields !== 'object' || fields === null) throw new Unreadable("The server's answer about its Docker Engine is of another kind.");
  return fields as Record<string, unknown>;
}

/** Why the document tells of no engine. Podman's own is of another shape (podman-info(1)). */
function reasonOf({ ServerErrors: errors, host }: Record<string, unknown>): string | undefined {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (typeof first === 'string') return first;
  return typeof host === 'object' && host !== null ? 'the command "docker" leads to podman' : undefined;
}

/** Without the full stop, and without the question that Docker's client adds. */
const inSentence = (reason: string | undefined): string | undefined => reason?.replace(/\. Is the docker daemon running\?$|\.$/, '').slice(0, 300);

function engineOf(all: Record<string, unknown>): Engine | undefined {
  const text = (name: string) => (typeof all[name] === 'string' ? all[name] : '');
  // Most clients print the document although no daemon answers, and then tell no server version.
  if (text('ServerVersion') === '') return undefined;
  return {
    version: text('ServerVersion'),
    rootDirectory: text('DockerRootDir'),
    storageDriver: text('Driver'),
    runningContainers: typeof all.ContainersRunning === 'number' ? all.ContainersRunning : 0,
    httpProxy: text('HttpProxy'),
    httpsProxy: text('HttpsProxy'),
    noProxy: text('NoProxy'),
  };
}
