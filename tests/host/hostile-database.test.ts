import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { proposeSettings } from '@/lib/services/inputs';
import { workOf, type Work } from '@/lib/services/work';
import { packSnapshot } from '@/lib/services/workers/run-context';
import { ServiceConsole } from '../support/service-console';
import { storeSettings } from '../support/stored-settings';
import { TestHost, whyNoTestHost } from '../support/test-host';

const why = whyNoTestHost();
const hostile = `x';touch /tmp/pwn-1;'"$(touch /tmp/pwn-2)\`touch /tmp/pwn-3\`\n touch /tmp/pwn-4 #`;
let host: TestHost;
let ui: ServiceConsole;
let work: Work;

beforeAll(async () => {
  if (why !== null) return;
  host = await TestHost.up('hostile', '127.0.0.23', '--disks', 'none');
  ui = await ServiceConsole.start();
  work = workOf(ui.services.resources);
});
afterAll(async () => {
  await ui?.close();
  await host?.down();
});

it.skipIf(why !== null)('T-SH-4 T-SH-5 runs every kind of job with what a stranger wrote into the database and left on the server, and none of it becomes a command', async () => {
  const { database } = ui.services.resources;
  await ui.connect(host, 'deploy');
  await ui.putMaterials(host);
  const { id } = (await work.repositories.servers.byName(host.name))!;
  const { info, name } = host;

  // Settings: they are parsed by their schema when they are read, so a hostile field is not used at all.
  const json = { ...proposeSettings({ address: info.address }, 'guide'), registryUser: hostile, helloWorldImage: hostile, aptRepository: hostile, supportPassword: hostile, registryPassword: hostile };
  await storeSettings(ui.services.resources, id, json);
  expect(Object.keys((await ui.call('settings.get', { server: name })).problems)).toEqual(expect.arrayContaining(['registryUser', 'helloWorldImage', 'aptRepository']));

  // Names on the server are hostile too (T-SH-5): of a run directory, and below an earlier installation.
  await host.shell(`name="x';touch pwn-5;'\\"\\$(touch pwn-6)\\\`touch pwn-7\\\`"; mkdir -p "/var/lib/groundcrew/runs/$name" /opt/clearml/data; touch "/opt/clearml/data/$name" "/opt/clearml/-rf"; ls /opt/clearml/data | grep -qF 'touch pwn-7'`);
  await ui.call('preflight.start', { server: name });
  await ui.until('preflight.get', { server: name }, ({ state }) => state === 'done', 120);
  await ui.call('plan.make', { server: name });
  const script = await ui.call('plan.script', { server: name });
  expect((await ui.call('server.leftovers', { server: name })).bytes).toBeGreaterThan(0);
  expect((await ui.call('attempt.list', { server: name })).total).toBe(0);

  // A run with hostile names, and a snapshot that no schema reads again: only quoting stands between it and the shell.
  const step = { stepId: 'installation/hello-world', title: hostile, chapter: hostile, guide: hostile, departure: hostile, usually: 1000, interruptible: true, approved: [] };
  const repository = { ...step, stepId: 'installation/docker-ce' };
  const snapshot = { server: { name: hostile, address: hostile, login: hostile }, layout: 'guide' as const, settings: json, files: {} };
  const run = newId();
  await work.repositories.runs.add({ id: run, serverId: id, serverName: hostile, kind: 'install', title: hostile, actor: hostile, planId: null, inputsHash: 'h', rebootAt: null, inputs: packSnapshot(snapshot), steps: [step, repository] }, Date.now());
  work.runs.take(run, id);
  for (const each of [step, repository]) {
    const failed = await ui.settled(run, 120);
    expect(failed.state, failed.sentence).toBe('failed');
    expect((await ui.call('lock.get', { server: name })).holder).toMatchObject({ run, actor: hostile, why: hostile });
    await ui.call('run.skip', { run, step: each.stepId, shown: failed.steps.find(({ id: step }) => step === each.stepId)!.failure!.id, reason: hostile });
  }
  expect((await ui.settled(run, 60)).state).toBe('done');
  await ui.call('record.get', { server: name });
  expect((await ui.call('attempt.list', { server: name })).total).toBe(0);
  await work.connections.use(id, (open) => open.clear());
  expect(await host.shell('ls /var/lib/groundcrew 2>/dev/null; echo end')).toBe('end\n');
  expect(await host.shell('find / -xdev -name "pwn-*" 2>/dev/null; echo end')).toBe('end\n');

  await host.shell(`cat >/root/plan.sh <<'EOF'\n${script.text}\nEOF\nbash -n /root/plan.sh`);
  await database.server.update({ where: { id }, data: { login: hostile, address: hostile } });
  work.connections.reset(id);
  await expect(ui.call('plan.make', { server: name })).rejects.toMatchObject({ code: 'unreachable' });
  expect((await ui.call('server.test', { server: name })).ok).toBe(false);
  expect(await host.shell('find / -xdev -name "pwn-*" 2>/dev/null; echo end')).toBe('end\n');
}, 600_000);
