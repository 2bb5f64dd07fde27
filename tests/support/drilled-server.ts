import type { OutputOf } from '@/lib/contract/verbs';
import type { Run } from '@/lib/contract/run';
import { stopped, until, type Operator } from './operator';
import type { ShellHost } from './stores';

const passphrase = 'correct horse battery staple';
/** An id as a run has one: what is called so looks like a drill's own. */
const stranger = '0123456789abcdefghjk';
/** Where drills have their directories, and where a stranger has put some. */
const strangers = [`/var/lib/groundcrew/drill/${stranger}-mongodbx`, `/opt/allegro/data/.groundcrew-drill-of-others/${stranger}-files`, '/opt/allegro/data/groundcrew-drill'];

const nodOf = ({ steps }: Run) => steps.find(({ waitsFor }) => waitsFor?.kind === 'nod');

/** Asserts about a server whose backups are drilled: what must be as it was before, and what strikes a backup. The console is the test's. */
export class DrilledServer {
  #destination = '';
  constructor(readonly operator: Operator, readonly host: ShellHost, readonly directory: string) {}

  /** The destination, on another file system than the data. */
  async keep(): Promise<void> {
    await this.host.shell(`mountpoint -q ${this.directory.split('/').slice(0, 3).join('/')}; rm -rf ${this.directory}`);
    const { destination } = await this.operator.call('backup-destination.save', { server: this.operator.server, destination: { id: null, place: { kind: 'directory', path: this.directory }, passphrase: { action: 'set', value: passphrase } } });
    this.#destination = destination.id;
  }

  /** Backs up; what it asks a nod for, as Elasticsearch's restart for its place, is approved. Answers the set. */
  async backUp(): Promise<string> {
    const { operator } = this;
    const { run } = await operator.call('backup.start', { server: operator.server, destination: this.#destination });
    for (;;) {
      const rested = await this.#rest(run);
      const asks = nodOf(rested);
      if (rested.state === 'done') return run;
      if (!asks) throw new Error(`The backup stopped: ${stopped(rested).said}`);
      await operator.call('run.approve', { run, step: asks.id, shown: asks.waitsFor!.id });
      await operator.rest(run, ({ state }) => state !== 'waiting');
    }
  }

  /** Drills a backup until the run is over, and answers it. */
  async drill(set: string): Promise<Run> {
    const { run } = await this.operator.call('drill.start', { server: this.operator.server, set });
    return this.#rest(run);
  }

  /** Until the run is over or asks for a nod; whatever else holds the server is waited for. */
  #rest(run: string): Promise<Run> {
    return this.operator.rest(run, (now) => now.endedAt !== null || nodOf(now) !== undefined, 600);
  }

  async set(id: string): Promise<OutputOf<'backup-set.list'>[number]> {
    const found = (await this.operator.call('backup-set.list', { server: this.operator.server })).find((set) => set.id === id);
    if (!found) throw new Error(`There is no backup ${id}.`);
    return found;
  }

  /** Containers, a network and directories that are called as a drill's are, or nearly so; with an image of the living Redis. */
  async surround(): Promise<void> {
    await this.leave();
    const run = (name: string, ...labels: string[]) => `docker run -d --name ${name} ${labels.map((label) => `--label ${label}`).join(' ')} --network none --entrypoint sleep "$image" infinity >/dev/null`;
    await this.host.shell(`set -e; image=$(docker inspect -f '{{.Image}}' allegro-redis)
      ${run('groundcrew-drill-mongodb', `groundcrew.drill=${stranger}`)}
      ${run(`groundcrew-drill-${stranger}-mongodb`, `groundcrew.drill=${stranger}`, 'com.docker.compose.project=another')}
      ${run(`groundcrew-drill-${stranger}-elasticsearch`)}
      docker network create groundcrew-drill-${stranger}-mongodb >/dev/null
      mkdir -p -m 0700 /var/lib/groundcrew/drill
      for each in ${strangers.join(' ')}; do mkdir -p "$each"; echo mine >"$each/mine"; done`);
  }

  /** Takes them away again. */
  async leave(): Promise<void> {
    await this.host.shell(`docker rm -f groundcrew-drill-mongodb groundcrew-drill-${stranger}-mongodb groundcrew-drill-${stranger}-elasticsearch >/dev/null 2>&1; docker network rm groundcrew-drill-${stranger}-mongodb >/dev/null 2>&1; rm -rf ${strangers.join(' ')} /opt/allegro/data/.groundcrew-drill-of-others; rmdir /var/lib/groundcrew/drill 2>/dev/null; true`);
  }

  /** A line for each container with its id, when it was started and its networks, each network, volume, directory, stranger's file and file of the file server. */
  async living(): Promise<string[]> {
    const told = await this.host.shell(`docker ps -aq --no-trunc | xargs docker inspect -f 'container {{.Id}} {{.Name}} {{.State.Status}} {{.State.StartedAt}} {{.RestartCount}} {{range $name, $at := .NetworkSettings.Networks}}{{$name}} {{$at.NetworkID}} {{end}}'
      docker network ls --no-trunc --format 'network {{.ID}} {{.Name}} {{.Driver}}'; docker volume ls --format 'volume {{.Name}}'
      find /opt/allegro -maxdepth 3 -type d -printf 'directory %p %U:%G %m\\n'; find /var/lib/groundcrew -mindepth 1 -maxdepth 1 ! -name lock ! -name runs ! -name receipts -printf 'directory %p\\n'; find ${strangers.map((each) => `"${each}"`).join(' ')} -printf 'stranger %p %s\\n'
      find /opt/allegro/data/fileserver -printf 'file %p %y %s %T@ %U:%G %m\\n'`);
    return told.trim().split('\n').sort();
  }

  /** Looks from inside of the drill's network, once it is there: whether it is internal, which ports it publishes, and what of the living stores can be reached from it. */
  async lookedAt(): Promise<string[]> {
    const told = await this.host.shell(`for n in $(seq 900); do id=$(docker ps -q --filter label=groundcrew.drill --filter name=-elasticsearch | head -n 1); [ -z "$id" ] || break; sleep 0.2; done; [ -n "$id" ] || exit 1
      docker network inspect -f 'internal {{.Internal}}' $(docker inspect -f '{{range .NetworkSettings.Networks}}{{println .NetworkID}}{{end}}' $id); docker inspect -f 'ports {{json .HostConfig.PortBindings}}' $id
      for each in mongo:27017 elastic:9200 redis:6379; do nsenter -t "$(docker inspect -f '{{.State.Pid}}' $id)" -n python3 -I -S -c 'import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), 2); print("reached", *sys.argv[1:])
except OSError:
    print("out of reach", sys.argv[2])' "$(docker inspect -f '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' allegro-\${each%:*} | grep . | head -n 1)" "\${each#*:}"; done`);
    return told.trim().split('\n');
  }

  /** Flips a bit in the middle of the pack that holds MongoDB's archive of a set. */
  async damage(set: string): Promise<void> {
    await this.host.shell(`set -e; umask 077; d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; printf '%s' '${passphrase}' >"$d/p"; r() { restic --no-cache -q -r ${this.directory} -p "$d/p" "$@"; }
      tree=$(r snapshots --json --tag set=${set},source=mongodb | sed -n 's/.*"tree":"\\([0-9a-f]*\\)".*/\\1/p')
      blob=$(r cat blob "$tree" | sed -n 's/.*"content":\\["\\([0-9a-f]*\\)".*/\\1/p')
      pack=$(r find --show-pack-id --blob "$blob" | grep -oE 'pack [0-9a-f]{64}' | head -n 1 | cut -d ' ' -f 2)
      file=$(find ${this.directory}/data -name "$pack"); chmod u+w "$file"; python3 -c 'import os, sys
with open(sys.argv[1], "r+b") as file:
    middle = os.path.getsize(sys.argv[1]) // 2; file.seek(middle); bit = file.read(1)[0] ^ 1; file.seek(middle); file.write(bytes([bit]))' "$file"`);
  }

  /** Asks the probe of the backups, and waits until its alert stands as asked for. */
  async alert(state: 'firing' | 'resolved'): Promise<{ outcome: string; message: string }> {
    const { call, server } = this.operator;
    const { findings } = await call('health.ask', { server, only: ['monitoring/backups'] });
    const { outcome, message } = findings.find(({ id }) => id === 'monitoring/backups')!;
    await until(() => call('alert.list', { server, state: 'all', limit: 50 }), (alerts) => alerts.find(({ check }) => check === 'monitoring/backups')?.state === state, 60);
    return { outcome, message };
  }
}
