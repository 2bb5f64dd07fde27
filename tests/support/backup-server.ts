import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OutputOf } from '@/lib/contract/verbs';
import type { Run } from '@/lib/contract/run';
import { backupDisk, mountBackupDisk } from './backup-disk';
import { ConsoleProcess } from './console-process';
import type { WizardInfo } from './journey';
import { archive, document, joined } from './mongo-archive';
import { Operator } from './operator';
import { Relay } from './relay';
import type { TestHost } from './test-host';

const destination = `${backupDisk}/clearml`;
/** Elasticsearch of the server, for a shell that runs there. */
export const elasticsearchUrl = 'http://$(docker inspect -f "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}" allegro-elastic | cut -d " " -f 1):9200';
/** Names and kinds of files that a careless tool loses: bytes that are no text, a leading dash, line breaks, links, a hole, an empty directory. */
const hostileFiles = `cd /opt/allegro/data/fileserver
mkdir -p "proj $(printf '\\344')ect/task.1/artifacts" empty -- -dash
printf 'one' >"proj $(printf '\\344')ect/task.1/artifacts/a b"; printf 'two' >"$(printf 'line\\nbreak')"; printf 'three' >-dash/-x; printf 'four' >'it'"'"'s "quoted" $(x)'
ln -s ../nowhere gone; ln -s 'proj'* link; ln -f -- -dash/-x hard; truncate -s 10M sparse; mkfifo pipe || true
head -c 30000000 /dev/urandom >model.bin; for n in $(seq 300); do echo "$n" >"empty/../small.$n"; done; chown -R 1000:1000 .`;

/** A test host on which the stack runs, with data in every store, and a console in a process of its own that backs it up over a relay. */
export class BackupServer {
  #destination = '';
  private constructor(readonly host: TestHost, readonly relay: Relay, readonly console: ConsoleProcess, readonly operator: Operator) {}

  static async on(host: TestHost): Promise<BackupServer> {
    const relay = await Relay.to(host.info.address, 22);
    const console_ = new ConsoleProcess('product');
    const operator = new Operator((verb, input) => console_.call(verb, input), host.info as WizardInfo);
    const server = new BackupServer(host, relay, console_, operator);
    await server.fill();
    await console_.start();
    await operator.connect({ address: '127.0.0.1', port: relay.port });
    await operator.supply();
    await operator.settle();
    const saved = await operator.call('backup-destination.save', { server: operator.server, destination: { id: null, place: { kind: 'directory', path: destination }, passphrase: { action: 'make' } } });
    server.#destination = saved.destination.id;
    return server;
  }

  /** The disk for backups, and something in each store. */
  private async fill(): Promise<void> {
    const { host } = this;
    await mountBackupDisk(host);
    await host.shell(`rm -rf ${destination}`);
    await host.shell(`es=${elasticsearchUrl}; until curl -sf "$es/_cluster/health?wait_for_status=yellow" >/dev/null && [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8008/debug.ping)" = 200 ]; do sleep 1; done
      for index in events-log-d1 events-training_stats_scalar-d1 queue_metrics_d1_2026-11; do
        for n in $(seq 500); do printf '{"index":{"_id":"%s"}}\\n{"task":"t%s","text":"%s"}\\n' "$n" "$((n % 7))" "$(head -c 300 /dev/urandom | base64 -w 0)"; done |
          curl -sf -o /dev/null -H 'Content-Type: application/x-ndjson' --data-binary @- "$es/$index/_bulk?refresh=true"; done`);
    const folder = mkdtempSync(path.join(tmpdir(), 'backup-seed-'));
    writeFileSync(`${folder}/seed.archive`, joined(archive([{ db: 'backend', collection: 'task', documents: Array.from({ length: 300 }, (_, n) => document(n % 256, 10_000)) }, { db: 'backend', collection: "it's ünusual", documents: [document(1)] }])));
    await host.copy(folder, ['seed.archive'], '/root');
    rmSync(folder, { recursive: true });
    await host.shell('docker exec -i allegro-mongo mongorestore --archive </root/seed.archive; rm /root/seed.archive');
    await host.shell(hostileFiles);
  }

  /** Starts a backup; answers its run. */
  async begin(): Promise<string> {
    return (await this.operator.call('backup.start', { server: this.operator.server, destination: this.#destination })).run;
  }

  /** Waits until the run moves no further by itself; what it asks a nod for is approved. */
  async rest(run: string): Promise<{ run: Run; nods: string[] }> {
    for (const nods: string[] = []; ; ) {
      const rested = await this.operator.rest(run);
      const asks = rested.steps.find(({ waitsFor }) => waitsFor?.kind === 'nod');
      if (rested.state !== 'waiting' || !asks) return { run: rested, nods };
      nods.push(asks.id);
      await this.operator.call('run.approve', { run, step: asks.id, shown: asks.waitsFor!.id });
      await this.operator.rest(run, ({ state }) => state !== 'waiting');
    }
  }

  async set(id: string): Promise<OutputOf<'backup-set.list'>[number] | undefined> {
    return (await this.operator.call('backup-set.list', { server: this.operator.server })).find((set) => set.id === id);
  }

  /** Why ClearML would not go on living, or what a backup has left behind; none: all is well. */
  async troubles(): Promise<string> {
    return this.host.shell(`for n in $(seq 60); do
        said=$(docker ps -a --filter label=com.docker.compose.project --format '{{.Names}} {{.State}}' | grep -v ' running$'; curl -s -o /dev/null -m 5 -w '%{http_code}' http://127.0.0.1:8008/debug.ping | grep -v 200
          curl -sf ${elasticsearchUrl}/_cat/snapshots/groundcrew; ls ${destination}/locks | sed 's/^/lock /'; ls /run/groundcrew 2>/dev/null | grep -v '^lock' | sed 's/^/secret /')
        [ -n "$said" ] || exit 0; sleep 1; done; echo "$said"`);
  }

  async close(): Promise<void> {
    await this.console.close();
    await this.relay.close();
  }
}
