// The console as a service under a real systemd: node --import tsx tests/reliability/service.ts
// Installed, asked, installed again, killed, over a restart of the machine, taken away. Says each in a line; ends with 1 where one does not hold.
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { until } from '../support/operator';
import { TestHost } from '../support/test-host';
import { holds } from './holds';

const address = 'http://127.0.0.1:3000/healthz';

const answer = () => host.shell(`curl -s -m 5 ${address} || true`);
const isUp = (text: string) => text.includes('"version"');

execFileSync(process.execPath, ['scripts/start.mjs', '--build-only'], { stdio: 'inherit' });
const host = await TestHost.up('service', '127.0.0.48');
try {
  const node = realpathSync(process.execPath);
  await host.copy(node.replace(/\/[^/]+$/, ''), [node.split('/').at(-1)!], '/usr/local/bin');
  await host.copy('.', ['.'], '/usr/local/src/groundcrew', '--exclude=./.git', '--exclude=./data', '--exclude=./tests', '--exclude=./docs/screens');
  const service = (...words: string[]) => host.shell(`cd /usr/local/src/groundcrew && node scripts/service.mjs ${words.join(' ')} 2>&1 || true`);

  const first = await service();
  holds('it is installed, answers, and tells the set-up token', first.includes('Set-up token') && isUp(await answer()), first);
  holds('its user can write its data and no code', (await host.shell("systemctl show groundcrew -p User -p ProtectSystem | sort | tr '\\n' ' '; stat -c '%U %a' /var/lib/groundcrew-console")).replace(/\s+/g, ' ').includes('ProtectSystem=strict User=groundcrew groundcrew 700'), await host.shell('systemctl show groundcrew -p User -p ProtectSystem; stat -c "%U %a" /var/lib/groundcrew-console'));
  const second = await service();
  holds('a second time changes nothing', second.includes('nothing was changed'), second);
  const before = await host.shell('systemctl show groundcrew -p MainPID --value');
  await host.shell('kill -9 $(systemctl show groundcrew -p MainPID --value)');
  await until(answer, (text) => !isUp(text), 10).catch(() => undefined);
  holds('killed, it comes back by itself', isUp(await until(answer, isUp, 60).catch(String)) && before !== await host.shell('systemctl show groundcrew -p MainPID --value'), await host.shell('journalctl -u groundcrew -n 20 --no-pager'));
  const boot = () => host.shell('cat /proc/sys/kernel/random/boot_id').catch(() => '');
  const bootBefore = await boot();
  await host.shell('systemd-run --quiet --on-active=1 systemctl reboot');
  await until(boot, (now) => now !== '' && now !== bootBefore, 120);
  holds('after a restart of the machine it runs again', isUp(await until(() => answer().catch(() => ''), isUp, 120).catch(String)), await host.shell('journalctl -u groundcrew -n 20 --no-pager').catch(String));
  const scored = await host.shell('systemd-analyze security groundcrew --no-pager | tail -1');
  console.log(`       systemd-analyze: ${scored.trim()}`);
  const gone = await service('--uninstall');
  const left = await host.shell('ls /var/lib/groundcrew-console/groundcrew.db; systemctl is-active groundcrew || true; ls /opt/groundcrew 2>&1 || true');
  holds('taken away, it leaves its data and nothing that runs', left.includes('groundcrew.db') && left.includes('inactive') && gone.includes('The service is gone'), `${gone}\n${left}`);
} finally {
  await host.down();
}
process.exit();
