import { backupDisk } from './backup-disk';
import { elasticsearchUrl, type BackupServer } from './backup-server';

/** What can happen to a backup: struck, told in its own words, mended, and made whole by *Retry*. */
export interface BackupFault {
  readonly name: string;
  /** The step that is under way when it strikes; null: before the run begins, and `run` is empty. */
  readonly at: string | null;
  readonly strike: (server: BackupServer, run: string) => Promise<unknown>;
  /** How the run ends before anything is mended; `done`: it gets over the fault by itself; `refused`: it is not begun. */
  readonly ends: 'done' | 'failed' | 'interrupted' | 'refused';
  /** Words that its failure, or the refusal, must have. */
  readonly says?: RegExp;
  readonly mend?: (server: BackupServer) => Promise<unknown>;
  /** Puts back what has no part in the backup, at its end. */
  readonly after?: (server: BackupServer) => Promise<unknown>;
  /** ClearML itself was struck: it does not live until it was mended. */
  readonly strikesClearml?: boolean;
}

const anHour = 3_600_000;
const large = '/opt/allegro/data/fileserver/large.bin';
const shell = (text: string) => ({ host }: BackupServer) => host.shell(text);
const restic = `restic --no-cache -q -r ${backupDisk}/clearml`;
const put = (path: string, body: string) => `curl -sf -X PUT -H 'Content-Type: application/json' "${elasticsearchUrl}/${path}" -d '${body}'`;
/** Kills what has such words as soon as it runs, in the background. `once`: and a condition holds. */
const kill = (words: string, once = 'true') => shell(`systemctl stop killer 2>/dev/null; systemd-run --quiet --collect --unit=killer sh -c 'until ${once} && pkill -9 -f "${words}"; do :; done'`);
/** An index whose only shard may lie nowhere. */
const red = {
  strike: shell(`${put('struck?wait_for_active_shards=0', '{"settings":{"number_of_replicas":0,"index.routing.allocation.require._name":"nowhere"}}')}; sleep 2`),
  says: /Elasticsearch is red/,
  mend: shell(`curl -sf -X DELETE "${elasticsearchUrl}/struck"`),
} as const;

/** One of each kind that the tools' own pages and reports warn of. */
export const backupFaults: readonly BackupFault[] = [
  { name: 'dump killed half way', at: null, strike: kill('^mongodump --archive'), ends: 'failed', says: /mongodump was killed/ },
  { name: 'connection cut', at: 'backups/files', strike: ({ relay }) => Promise.resolve(relay.cut()), ends: 'done' },
  {
    name: 'console killed', at: 'backups/elasticsearch', ends: 'done',
    strike: ({ console }) => console.kill().then(() => console.start()),
  },
  { name: 'destination full half way', at: 'backups/configuration-verified', strike: shell(`fallocate -l $(($(stat -f -c '%f * %S' ${backupDisk}) - 3000000)) ${backupDisk}/filler; head -c 20000000 /dev/urandom >/opt/allegro/data/fileserver/more.bin`), ends: 'failed', says: /A disk is full: the backups' destination/, mend: shell(`rm ${backupDisk}/filler`) },
  { name: 'restic killed: a lock of a dead process', at: 'backups/configuration-verified', strike: kill('^restic .* backup ', `[ -n "$(ls ${backupDisk}/clearml/locks)" ]`), ends: 'failed' },
  {
    name: 'server rebooted in the middle', at: null, ends: 'interrupted',
    // By force: an orderly one waits for the containers. A large file, since the part may be done by then.
    strike: shell(`head -c 600000000 /dev/urandom >${large}
      systemd-run --quiet --collect --unit=killer sh -c 'until pgrep -f "^restic .* backup .*files-unfinished" >/dev/null; do sleep 0.1; done; systemctl reboot --force'`),
    after: shell(`rm ${large}`),
  },
  {
    name: 'a bit of the archive flipped', at: 'backups/mongodb-verified', ends: 'failed', says: /could not give MongoDB's archive back/,
    strike: shell(`cd ${backupDisk}/clearml; rm -rf /root/packs; mkdir /root/packs; for pack in $(find data -type f -newermt '-40 seconds'); do cp -p --parents "$pack" /root/packs; chmod u+w "$pack"; python3 -c 'import os,sys
with open(sys.argv[1], "r+b") as file:
    middle = os.path.getsize(sys.argv[1]) // 2; file.seek(middle); bit = file.read(1)[0] ^ 1; file.seek(middle); file.write(bytes([bit]))' "$pack"; done`),
    mend: shell(`cp -a /root/packs/. ${backupDisk}/clearml`),
  },
  {
    name: 'a corrupted shard', at: null, ends: 'failed', says: /snapshot is not whole/, strikesClearml: false,
    strike: shell(`${put('struck', '{"settings":{"number_of_replicas":0}}')} >/dev/null; for n in $(seq 50); do curl -sf -o /dev/null -X POST -H 'Content-Type: application/json' "${elasticsearchUrl}/struck/_doc" -d "{\\"n\\":\\"$(head -c 200 /dev/urandom | base64 -w 0)\\"}"; done
      curl -sf -o /dev/null -X POST "${elasticsearchUrl}/struck/_flush?force=true"; uuid=$(curl -sf "${elasticsearchUrl}/_cat/indices/struck?h=uuid"); file=$(find /opt/allegro/data/elastic*/nodes/0/indices/$uuid -name '*.cfs' | head -n 1)
      printf 'struck' | dd of="$file" bs=1 seek=$(($(stat -c %s "$file") / 2)) conv=notrunc 2>/dev/null`),
    mend: shell(`curl -sf -X DELETE "${elasticsearchUrl}/struck"`),
  },
  { name: 'Elasticsearch red', at: null, ends: 'refused', ...red },
  { name: 'Elasticsearch red in the middle', at: 'backups/mongodb', ends: 'failed', ...red },
  { name: 'MongoDB down', at: null, strike: shell('docker stop -t 5 allegro-mongo'), ends: 'refused', says: /mongo/i, mend: shell('docker start allegro-mongo; sleep 3'), strikesClearml: true },
  { name: "wrong owner of Elasticsearch's directory", at: null, strike: shell('chown -R root:root /opt/allegro/data/elastic_snapshots; chmod -R go-w /opt/allegro/data/elastic_snapshots'), ends: 'failed', says: /must be able to write there|owner/, mend: shell('chown -R 1000:1000 /opt/allegro/data/elastic_snapshots') },
  {
    name: 'wrong passphrase', at: null, ends: 'refused', says: /passphrase does not open/,
    strike: shell(`cp -a ${backupDisk}/clearml/keys /root/keys; rm -f ${backupDisk}/clearml/keys/*; d=$(mktemp -d); printf other >/root/other; ${restic.replace(`${backupDisk}/clearml`, '"$d/r"')} -p /root/other init >/dev/null; cp "$d"/r/keys/* ${backupDisk}/clearml/keys/`),
    mend: shell(`rm -f ${backupDisk}/clearml/keys/*; cp -a /root/keys/. ${backupDisk}/clearml/keys; rm -rf /root/keys`),
  },
  { name: 'destination not mounted', at: null, strike: shell(`umount ${backupDisk}`), ends: 'refused', says: /right disk is mounted/, mend: shell(`mount ${backupDisk}`) },
  {
    name: 'two backups at once', at: 'backups/mongodb', ends: 'done',
    async strike(server) {
      const second = await server.begin().then(() => 'was begun', String);
      if (!/Another run is open/.test(second)) throw new Error(`A second backup beside the first ${second}`);
    },
  },
  {
    name: "the console's clock an hour off", at: null, ends: 'done',
    async strike({ console, operator }) {
      await console.kill();
      await console.start({ ahead: anHour });
      const [destination] = await operator.call('backup-destination.list', { server: operator.server });
      const { guard } = await operator.call('backup.look', { server: operator.server, destination: destination!.id });
      if (!guard.some(({ kind, outcome }) => kind === 'clock' && outcome === 'warn')) throw new Error('Nothing warns of the clock.');
    },
    after: ({ console }) => console.kill().then(() => console.start()),
  },
];
