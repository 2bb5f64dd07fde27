import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSecret } from '@/lib/core/secret';
import { buildInputs, takeSnapshot } from '@/lib/services/inputs';
import { redactorFor } from '@/lib/services/known-secrets';
import { planSteps } from '@/lib/services/plan-steps';
import { workOf } from '@/lib/services/work';
import type { Command } from '@/lib/shell/command';
import { ServiceConsole } from '../support/service-console';
import { TestHost, whyNoTestHost } from '../support/test-host';

const why = whyNoTestHost();
let host: TestHost;
let ui: ServiceConsole;

beforeAll(async () => {
  if (why !== null) return;
  host = await TestHost.up('plan-script', '127.0.0.25');
  ui = await ServiceConsole.start();
});
afterAll(async () => {
  await ui?.close();
  await host?.down();
});

it.skipIf(why !== null)('the script of the plan, run by hand on a new server, ends in an empty plan', async () => {
  const server = host.name;
  await ui.connect(host);
  await ui.putMaterials(host);
  await ui.saveSettings(host, { supportPassword: 'a long enough password' });
  const { text } = await ui.call('plan.script', { server });
  expect(text).not.toContain('a long enough password');
  await put('/root/by-hand.sh', text);

  const commands = await plannedCommands(server);
  const restart = commands.findIndex((command) => command.kind === 'reboot');
  expect(restart).toBeGreaterThan(0);
  await answers(commands.slice(0, restart));
  await host.shell('ANSWERS=/root/answers bash /root/by-hand.sh </dev/null >/root/by-hand.log 2>&1').catch(() => undefined); // ends in the restart
  await ui.until('server.test', { server }, ({ ok }) => ok, 60);
  await answers(commands.slice(restart));
  const log = await host.shell('RESUME=1 ANSWERS=/root/answers bash /root/by-hand.sh </dev/null 2>&1; echo "exit $?"');
  expect(log.trim().split('\n').at(-1), log.slice(-3000)).toBe('exit 0');

  const plan = await ui.call('plan.make', { server });
  expect(plan.sentence, JSON.stringify(plan.chapters.flatMap((chapter) => chapter.steps).filter((step) => step.state !== 'in-place').map((step) => [step.id, step.blockedBy, step.commands.map((command) => command.text)]))).toBe('Everything is in place: nothing to do.');
}, 900_000);

async function plannedCommands(name: string): Promise<Command[]> {
  const work = workOf(ui.services.resources);
  const server = (await work.repositories.servers.byName(name))!;
  const inputs = buildInputs(await takeSnapshot(work, server));
  const planned = await planSteps(work, server.id, inputs, await redactorFor(work, server.id, inputs));
  return planned.flatMap((each) => each.planned.commands);
}

/** Answers each prompt with the name of a file, in the order in which the script asks. */
async function answers(commands: readonly Command[]): Promise<void> {
  const secrets = commands.flatMap((command) => {
    const input = command.kind === 'install' ? command.content : command.kind === 'reboot' ? undefined : command.stdin;
    return isSecret(input) ? [input.reveal()] : [];
  });
  for (const [index, value] of secrets.entries()) await put(`/root/secret-${index}`, value);
  await put('/root/answers', secrets.map((_, index) => `@/root/secret-${index}\n`).join(''));
}

async function put(file: string, text: string): Promise<void> {
  const base64 = Buffer.from(text).toString('base64');
  await host.shell(`umask 077; : >${file}.64`);
  for (let from = 0; from < base64.length; from += 60_000) await host.shell(`printf %s '${base64.slice(from, from + 60_000)}' >>${file}.64`);
  await host.shell(`base64 -d <${file}.64 >${file}`);
}
