import { readFileSync } from 'node:fs';
import { until } from './operator';
import { shellBlocks } from './runbook-blocks';
import type { ShellHost } from './stores';

/**
 * Follows the runbook that lies on the server, to the letter, as root at a terminal there: one block pasted once the one before it has ended, and the
 * passphrase typed where it is asked for. Answers what the terminal showed; throws where the shell ends early, or where a block takes four minutes.
 */
export async function followRunbook(host: ShellHost, file: string, passphrase: string): Promise<string> {
  const blocks = shellBlocks(await host.shell(`cat '${file}'`));
  const typed = blocks.map((block) => (block.endsWith("ask_for 'Passphrase of the backups'") ? `${block}\n${passphrase}` : block));
  const lay = (path: string, text: string) => host.shell(`cat >${path} <<'end of file'\n${text}\nend of file`);
  await lay('/root/paste.py', readFileSync('tests/support/paste.py', 'utf8'));
  await lay('/root/typed', JSON.stringify(typed));
  // By itself, and asked now and then: one stream held open for minutes, on a machine that is busy, was cut or stood still.
  await host.shell('rm -f /root/said /root/over; (setsid sh -c \'python3 -I /root/paste.py 240 </root/typed; echo "exit code $?"; touch /root/over\' >/root/said 2>&1 </dev/null &)');
  await until(() => host.shell('for n in $(seq 20); do test ! -e /root/over || exit 0; sleep 1; done; echo going'), (going) => going === '', 840);
  const said = await host.shell('cat /root/said; rm /root/said /root/over /root/typed /root/paste.py');
  if (!new RegExp(`block ${typed.length - 1} ended\\r?\\n[\\s\\S]*exit code 0\\n$`).test(said)) throw new Error(`The runbook was not followed to its end: ${said.slice(-6000)}`);
  return said;
}
