import { readFileSync } from 'node:fs';

/** A server with ClearML on it, and a way to run a shell text there. */
export interface ShellHost {
  shell(text: string): Promise<string>;
}

export const fileServerFiles = '/opt/allegro/data/fileserver';
/** The address of a container, for a shell that runs on its server. */
export const addressOf = (container: string) => `$(docker inspect -f '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' ${container} | grep . | tail -n 1)`;
/** Elasticsearch of the server, for a shell that runs there. */
export const elasticsearchOf = `http://${addressOf('allegro-elastic')}:9200`;
const program = (): string => ['lib/facts/mongodb-wire.py', 'tests/support/stores.py'].map((file) => readFileSync(file, 'utf8')).join('\n');

/** What ClearML keeps on a server: filled with names that a careless tool loses, and told line by line, so that two servers can be compared. */
export class Stores {
  private constructor(private readonly host: ShellHost) {}

  /** Waits until they answer. */
  static async on(host: ShellHost): Promise<Stores> {
    // It travels by a file: the program is longer than a command of some shells may be.
    await host.shell(`cat >/root/stores.py <<'end of stores'\n${program()}\nend of stores`);
    await host.shell(`for n in $(seq 120); do curl -sf -o /dev/null "${elasticsearchOf}/_cluster/health?wait_for_status=yellow" && [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8008/debug.ping)" = 200 ] && exit 0; sleep 1; done; exit 1`);
    return new Stores(host);
  }

  private run(what: 'seed' | 'print'): Promise<string> {
    return this.host.shell(`python3 -I -S /root/stores.py ${what} "${addressOf('allegro-mongo')}" "${addressOf('allegro-elastic')}" ${fileServerFiles}`);
  }

  /** 2,000 files with hard and soft links, documents and indices. */
  async seed(): Promise<void> {
    await this.run('seed');
  }

  /** A line for each collection, index and path, with counts and a hash of what is in it. What ClearML itself writes when it starts is left out: an index's mapping may grow, and an empty collection come. */
  async told(): Promise<string[]> {
    return (await this.run('print')).split('\n').filter((line) => !/^mongodb .* 0 [0-9a-f]+ [0-9a-f]+$/.test(line)).map((line) => (line.startsWith('elasticsearch ') ? line.replace(/ [0-9a-f]+$/, '') : line));
  }

  /** Loses, changes and adds something in the files and in Elasticsearch. */
  async damage(): Promise<void> {
    await this.host.shell(`rm -rf "${fileServerFiles}/project -rf"; touch ${fileServerFiles}/newer; chmod 0600 "${fileServerFiles}/project new\nline"; curl -s -X DELETE "${elasticsearchOf}/events-log-d1bd92a3b039400cbafc60a7a5b1e52b"; curl -s -X PUT -H 'Content-Type: application/json' -d '{}' "${elasticsearchOf}/newer-index/_doc/1"`);
  }

  /** What a restore or a name that was taken for a command has left on the server; empty: nothing. */
  leftBehind(): Promise<string> {
    return this.host.shell(`{ ls -A ${fileServerFiles} /opt/allegro/data/elastic_snapshots; ls /var/lib/groundcrew/receipts; find / -xdev -name pwn 2>/dev/null; } | grep -E 'groundcrew-restore|restore-stopped|pwn$' || true`);
  }
}
