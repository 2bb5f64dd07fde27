import type { TestHost } from '../tests/support/test-host';

/** What has been used on a server since it started: seconds of CPU, bytes over its network card; and bytes of memory now. */
export interface Usage {
  readonly at: number;
  /** sshd's own processes of the login, and all that they started and that has ended. */
  readonly session: number;
  /** Docker, containerd and its shims, with what was executed in containers. */
  readonly engine: number;
  readonly netdata: number;
  readonly bytes: number;
  /** Proportional set size of sshd's session and of netdata. */
  readonly sessionMemory: number;
  readonly netdataMemory: number;
  /** Programs that the session holds beyond sshd itself. */
  readonly resident: string[];
}

// utime, stime, cutime and cstime are the fields 14 to 17 of /proc/PID/stat: what was waited for is in it, however short it lived.
const script = String.raw`
ticks() { for pid in $1; do sed 's/.*) //' /proc/$pid/stat 2>/dev/null; done | awk '{ sum += $12 + $13 + $14 + $15 } END { print sum + 0 }'; }
memory() { for pid in $1; do grep -h '^Pss:' /proc/$pid/smaps_rollup 2>/dev/null; done | awk '{ sum += $2 } END { print sum * 1024 }'; }
session=$(pgrep -d ' ' -f "^sshd: $1") engine=$(pgrep -d ' ' '^(dockerd|containerd)') netdata=$(pgrep -d ' ' -u netdata 2>/dev/null)
ticks "$session"; ticks "$engine"; ticks "$netdata"
awk '/eth0:/ { sub(/.*:/, ""); print $1 + $9 }' /proc/net/dev
memory "$session"; memory "$netdata"
getconf CLK_TCK
for pid in $session; do ps -o args= --ppid "$pid"; done | grep -v '^sshd:' || true`;

/** Asked beside SSH, by the bench's own eyes. */
export async function usage(host: TestHost, login: string): Promise<Usage> {
  const [session, engine, netdata, bytes, sessionMemory, netdataMemory, ticks, ...resident] = (await host.exec('sh', '-c', script, 'usage', login)).trim().split('\n');
  const seconds = (text?: string) => Number(text) / Number(ticks);
  return { at: Date.now(), session: seconds(session), engine: seconds(engine), netdata: seconds(netdata), bytes: Number(bytes), sessionMemory: Number(sessionMemory), netdataMemory: Number(netdataMemory), resident };
}

/** What was used between two looks, each as an hour of it. */
export function anHour(from: Usage, to: Usage) {
  const hours = (to.at - from.at) / 3_600_000;
  const rate = (name: 'session' | 'engine' | 'netdata' | 'bytes') => (to[name] - from[name]) / hours;
  return { session: rate('session'), engine: rate('engine'), netdata: rate('netdata'), bytes: rate('bytes') };
}
