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
    return { clientVersion: client ?? '', engine: info === undefined ? undefined : readEngine(info), error: value('error')?.slice(0, 300), fromSnap };
  },
};

function readEngine(info: string): Engine | undefined {
  const fields = json(info, 'its Docker Engine');
  if (typeof fields !== 'object' || fields === null) throw new Unreadable("The server's answer about its Docker Engine is of another kind.");
  const all = fields as Record<string, unknown>;
  const text = (name: string) => (typeof all[name] === 'string' ? all[name] : '');
  // Older clients exit 0 although the daemon does not answer, and then print no server version.
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
