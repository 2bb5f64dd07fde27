import type { WatchedServer } from '../support/watched-server';

/** What can happen to a server that is watched: struck, found, told, mended, told once more. */
export interface HealthFault {
  readonly name: string;
  /** The probe that is to find it. */
  readonly check: string;
  /** Words that its message must have. */
  readonly says: RegExp;
  strike(server: WatchedServer): Promise<unknown>;
  /** By hand; without it the finding's own repair mends it, as a run. */
  mend?(server: WatchedServer): Promise<unknown>;
  /** Takes away what is left of the fault once its repair has mended it. */
  tidy?(server: WatchedServer): Promise<unknown>;
  /** Seconds until its alert fires, at most; 240 unless said otherwise. */
  readonly within?: number;
}

const shell = (text: string) => ({ host }: WatchedServer) => host.shell(text);
const elasticsearch = '$(docker inspect -f "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}" $(docker ps -q --filter label=com.docker.compose.service=elasticsearch) | cut -d " " -f 1):9200';

/** One of each kind that the guide and ClearML's own pages warn of. */
export const healthFaults: readonly HealthFault[] = [
  { name: 'data disk at 6 %', check: 'monitoring/disk-data', says: /\/opt\/allegro\/data/, within: 62, strike: shell('fallocate -l $(($(stat -f -c "%a * %S - %b * %S * 6 / 100" /opt/allegro/data))) /opt/allegro/data/filler'), mend: shell('rm /opt/allegro/data/filler') },
  { name: 'container stopped', check: 'insides/services', says: /fileserver/, strike: shell('docker stop -t 1 $(docker ps -q --filter label=com.docker.compose.service=fileserver)') },
  {
    name: 'web server restarts for ever', check: 'insides/restarts', says: /webserver/,
    strike: shell('systemd-run --quiet --collect --unit=killer sh -c "while :; do pid=\\$(docker inspect -f {{.State.Pid}} \\$(docker ps -q --filter label=com.docker.compose.service=webserver)); [ \\"\\$pid\\" -gt 0 ] && kill -9 \\$pid; sleep 2; done"'),
    mend: shell('systemctl stop killer'),
  },
  {
    name: 'high load', check: 'monitoring/load', says: /load/i, within: 420,
    // Other work on the machine counts, too: here it warns two above what there is.
    async strike(watched) {
      const { host, operator } = watched;
      const { server, call } = operator;
      const { isOn, thresholds, apiAccessKey } = await call('watch.get', { server });
      const base = Math.max(3, Math.ceil(Number((await host.shell('cut -d " " -f 2 /proc/loadavg')).trim())));
      await call('watch.save', { server, watch: { isOn, apiAccessKey, thresholds: { ...thresholds, loadWarn: base + 2, loadFail: base + 50 } } });
      await watched.alert('monitoring/load', (now) => now === undefined || now.state === 'resolved', 400);
      await call('rule.save', { server, check: 'monitoring/load', rule: { isOn: true, afterMinutes: 0, repeatMinutes: 0, least: 'warn' } });
      await host.shell('systemd-run --quiet --collect --unit=loader -p CPUWeight=1 sh -c "for n in 1 2 3 4 5 6 7 8 9 10 11 12; do (while :; do :; done) & done; wait"');
    },
    mend: shell('systemctl stop loader'),
  },
  // Asked each five minutes.
  { name: 'transparent huge pages set back', check: 'machine/huge-pages', says: /huge pages/i, within: 620, strike: shell('echo always >/sys/kernel/mm/transparent_hugepage/enabled') },
  { name: 'port left open', check: 'security/ports', says: /9200/, within: 620, strike: shell('docker run -d --name opener -p 9200:6379 "$(docker images --format "{{.Repository}}:{{.Tag}}" | grep redis | head -n 1)"'), tidy: shell('docker rm -f opener') },
  // The block of a full disk it would lift itself within half a minute; this one stays. There must be an index to block.
  { name: 'Elasticsearch read-only', check: 'insides/elasticsearch-writable', says: /read-only|blocked/i, within: 300, strike: shell(`es="http://${elasticsearch}"; curl -s -X PUT "$es/struck" >/dev/null; curl -sf -X PUT -H "content-type: application/json" -d '{"index.blocks.read_only": true}' "$es/_all/_settings"`) },
  { name: 'network unplugged', check: 'reach/server', says: /answer|said nothing/i, within: 300, strike: ({ host }) => host.pause(), mend: ({ host }) => host.unpause() },
];

/** On a server of its own, whose names lead to a proxy that ends TLS: tests/reliability/certificate.ts. */
export const certificateFault = { name: 'certificate ends' };
