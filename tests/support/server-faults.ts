import { readFileSync } from 'node:fs';
import type { TestHost } from './test-host';

type Service = 'apt' | 'registry' | 'public';
const addressOf = (service: Service) => `"$(getent hosts ${service}.groundcrew.test | cut -d ' ' -f 1)"`;

/** What can go wrong on a server, each made and unmade by the test's own root shell, for this server alone. */
export class ServerFaults {
  constructor(private readonly host: TestHost) {}

  /** Runs a program in the background under a name. Gives its pid. */
  private async background(name: string, ...argv: string[]): Promise<number> {
    await this.host.exec('systemd-run', '--quiet', '--collect', `--unit=${name}`, ...argv);
    return Number(await this.host.shell(`systemctl show --value -p MainPID ${name}`));
  }

  /** Another program listens on the port of ClearML's web page. */
  async takePort(): Promise<number> {
    const pid = await this.background('port-taker', 'python3', '-m', 'http.server', '8080');
    await this.host.shell('for i in $(seq 100); do ss -ltn | grep -q :8080 && exit 0; sleep 0.1; done; exit 1');
    return pid;
  }
  freePort = () => this.host.shell('systemctl stop port-taker');

  /** Another process holds the lock that apt takes to install. */
  async lockApt(): Promise<number> {
    const pid = await this.background('apt-holder', 'python3', '-c', 'import fcntl,time\nf=open("/var/lib/dpkg/lock-frontend","w")\nfcntl.lockf(f,fcntl.LOCK_EX)\nopen("/run/apt-held","w")\ntime.sleep(1e6)');
    await this.host.shell('for i in $(seq 100); do [ -e /run/apt-held ] && exit 0; sleep 0.1; done; exit 1');
    return pid;
  }
  unlockApt = () => this.host.shell('systemctl stop apt-holder; rm -f /run/apt-held');

  /** No way from this server to the repository or registry; the others keep theirs. */
  cutOff = (service: Service) => this.host.shell(`ip route add unreachable ${addressOf(service)}`);
  letIn = (service: Service) => this.host.shell(`ip route del unreachable ${addressOf(service)}`);

  /** What this server sends there is lost, over reboots too: it waits for an answer. */
  silence = (service: Service) => this.host.shell(`at=${addressOf(service)}
    printf '[Service]\\nType=oneshot\\nRemainAfterExit=yes\\nExecStart=/usr/sbin/iptables -I OUTPUT -d %s -j DROP\\nExecStop=/usr/sbin/iptables -D OUTPUT -d %s -j DROP\\n[Install]\\nWantedBy=multi-user.target\\n' "$at" "$at" >/etc/systemd/system/silence-${service}.service
    systemctl enable -q --now silence-${service}`);
  hear = (service: Service) => this.host.shell(`systemctl disable -q --now silence-${service}`);

  /** Docker's disk has 20 MB left, for root too (df leaves root's reserve out). */
  fillDisk = () => this.host.shell('fallocate -l $(($(stat -f -c "%f * %S" /var/lib/docker) - 20000000)) /var/lib/docker/filler');
  clearDisk = () => this.host.shell('rm -f /var/lib/docker/filler');

  /** A forward proxy on 127.0.0.1:3128 of the server, over reboots too; `proxied` tells what went through it. */
  async startProxy(): Promise<void> {
    const program = readFileSync('tests/support/forward-proxy.py').toString('base64');
    await this.host.shell(`echo ${program} | base64 -d >/usr/local/sbin/forward-proxy
      printf '[Service]\\nExecStart=/usr/bin/python3 /usr/local/sbin/forward-proxy\\nStandardOutput=append:/var/lib/forward-proxy.log\\n[Install]\\nWantedBy=multi-user.target\\n' >/etc/systemd/system/forward-proxy.service
      systemctl enable -q --now forward-proxy`);
  }
  proxied = () => this.host.shell('cat /var/lib/forward-proxy.log');
}
