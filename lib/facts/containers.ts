import { json, printed, wholeNumber } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface Container {
  readonly id: string;
  /** As hostile as what a stranger types: only shown, never part of a command. */
  readonly name: string;
  readonly image: string;
  /** Compose's labels; empty for a container that Compose did not make. */
  readonly project: string;
  readonly service: string;
  readonly directory: string;
  /** Such as `running`, `restarting`, `exited`. */
  readonly state: string;
  readonly exitCode: number;
  readonly restarts: number;
  readonly restartPolicy: string;
  /** Since its last start, by the server's clock; 0 when it does not run. */
  readonly upSeconds: number;
  /** TCP ports of the server that lead to it. */
  readonly ports: readonly number[];
  /** Paths of the server that are mounted into it; missing when there are none. */
  readonly sources?: readonly string[];
}

/** All containers; `undefined` without a Docker that answers (docker-inspect(1)). */
export const containers: ServerFact<readonly Container[] | undefined> = {
  from: 'server',
  id: 'containers',
  command: reading('containers', [], 'root', 'Which containers there are'),
  parse(answer) {
    const text = printed(answer, 'its containers').trim();
    if (text === 'absent') return undefined;
    const [first = '', ...lines] = text.split('\n');
    const now = wholeNumber(/^now (\d+)$/.exec(first)?.[1], 'its containers') * 1000;
    return lines.map((line) => readContainer(json(line, 'its containers'), now));
  },
};

function readContainer(document: unknown, now: number): Container {
  const all = (typeof document === 'object' && document !== null ? document : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof all[key] === 'string' ? all[key] : '');
  const number = (key: string) => (typeof all[key] === 'number' ? all[key] : 0);
  const sources = readSources(all.mounts);
  return {
    id: text('id'),
    name: text('name').replace(/^\//, ''),
    image: text('image'),
    project: text('project'),
    service: text('service'),
    directory: text('directory'),
    state: text('state'),
    exitCode: number('exitCode'),
    restarts: number('restarts'),
    restartPolicy: text('policy'),
    upSeconds: text('state') === 'running' ? Math.max(0, Math.round((now - Date.parse(text('startedAt'))) / 1000)) || 0 : 0,
    ports: readPorts(all.ports),
    ...(sources.length > 0 && { sources }),
  };
}

/** `[{"Type": "bind", "Source": "/opt/allegro/data", …}]` */
function readSources(mounts: unknown): string[] {
  if (!Array.isArray(mounts)) return [];
  return mounts.flatMap((each: unknown) => {
    const source = (each as { Source?: unknown } | null)?.Source;
    return typeof source === 'string' && source.startsWith('/') ? [source] : [];
  });
}

/** `{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}], "9200/tcp": null}` → [8080] */
function readPorts(ports: unknown): number[] {
  if (typeof ports !== 'object' || ports === null) return [];
  const found = Object.entries(ports).flatMap(([inside, bindings]: [string, unknown]) =>
    inside.endsWith('/tcp') && Array.isArray(bindings) ? bindings.map((each: unknown) => Number((each as { HostPort?: unknown } | null)?.HostPort)) : [],
  );
  return [...new Set(found.filter((port) => Number.isInteger(port) && port > 0 && port < 65536))];
}
