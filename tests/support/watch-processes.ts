import { found } from './canaries';
import type { TestHost } from './test-host';

/** Samples the argument lists and environments of all processes of the server, over a reboot too (T-SH-8). */
const sampler = `
cat >/usr/local/sbin/watch-processes <<'SCRIPT'
#!/bin/sh
while :; do
  cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | sort -u - /disks/seen >/disks/seen.new 2>/dev/null && mv -f /disks/seen.new /disks/seen # whole at each moment
  sleep 0.2
done
SCRIPT
printf '[Service]\\nExecStart=/usr/local/sbin/watch-processes\\n[Install]\\nWantedBy=multi-user.target\\n' >/etc/systemd/system/watch-processes.service
touch /disks/seen
chmod 755 /usr/local/sbin/watch-processes
systemctl enable -q --now watch-processes`;

export async function watchProcesses(host: TestHost): Promise<void> {
  await host.shell(sampler);
}

/** Where on a server a secret could lie open, each with what it says: processes since `watchProcesses`, histories of shells, containers, the journal. */
const places: Readonly<Record<string, string>> = {
  processes: 'cat /disks/seen',
  histories: 'cat /root/.*_history /home/*/.*_history /root/.lesshst /root/.viminfo 2>/dev/null || true',
  containers: 'for id in $(docker ps -aq 2>/dev/null); do docker inspect "$id"; done',
  units: "systemctl show '*' --no-pager 2>/dev/null | grep -E '^(Id|ExecStart|Environment|Description)=' || true",
  journal: 'journalctl -q --no-pager -o export',
};

/** Secrets that lie open on the server, as "place: name". The compose project's own containers get values of constants.env by their environment: those are not to be asked about. */
export async function openSecrets(host: TestHost, secrets: Record<string, string>): Promise<string[]> {
  const open: string[] = [];
  for (const [place, command] of Object.entries(places)) {
    const text = await host.shell(command);
    if (place === 'processes' && !text.includes('systemd')) throw new Error('The processes of the server were not watched.');
    open.push(...found(text, secrets).map((name) => `${place}: ${name}`));
  }
  return open;
}
