import { json, printed, record } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** Bytes of the largest of a service's running containers, as "docker stats" counts them; 0 containers: none runs. */
export interface ServiceMemory {
  readonly containers: number;
  readonly bytes: number;
}

/** Memory of `service` of the Compose project in `directory`; `undefined` without a Docker that answers (Docker Engine API, ContainerStats). */
export function serviceMemory(directory: string, service: string): ServerFact<ServiceMemory | undefined> {
  // By Compose's labels: a container's name is the operator's to choose.
  const filters = JSON.stringify({ label: [`com.docker.compose.project.working_dir=${directory}`, `com.docker.compose.service=${service}`], status: ['running'] });
  return {
    from: 'server',
    id: `service-memory:${directory}:${service}`,
    command: reading('service-memory.pl', [filters], 'root', `How much memory the service ${service} uses`),
    parse(answer) {
      const what = `the memory of the service ${service}`;
      const [state, ...lines] = printed(answer, what).trim().split('\n');
      if (state === 'absent') return undefined;
      if (state !== 'there') throw new Unreadable(`The server does not tell ${what}.`);
      const bytes = lines.map((line) => bytesOf(json(line, what)));
      return { containers: bytes.length, bytes: Math.max(0, ...bytes) };
    },
  };
}

/** Without the pages of files that the kernel gives back at once: cgroup v1 and v2 name them differently (docker-stats(1)). */
function bytesOf(document: unknown): number {
  const { memory_stats: memory, Processes: processes } = record(document);
  const { usage, stats } = record(memory);
  const { total_inactive_file: v1, inactive_file: v2 } = record(stats);
  const inactive = typeof v1 === 'number' ? v1 : v2;
  if (Array.isArray(processes)) return residentBytes(processes);
  if (typeof usage !== 'number' || usage < 0) throw new Unreadable('Docker does not tell the memory of the container: it has just ended, or memory is not counted on this machine.');
  return typeof inactive === 'number' && inactive > 0 && inactive < usage ? usage - inactive : usage;
}

/** `[["18176", "11988"], …]`: process and kibibytes. Pages that they share are counted with each. */
function residentBytes(processes: readonly unknown[]): number {
  const kibibytes = processes.map((each) => (Array.isArray(each) && /^\d{1,12}$/.test(String(each[1])) ? Number(each[1]) : 0));
  return kibibytes.reduce((sum, each) => sum + each, 0) * 1024;
}
