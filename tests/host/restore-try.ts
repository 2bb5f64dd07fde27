import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ServiceConsole } from '../support/service-console';

/** What the try needs of a server: a shell on it, and its name. */
export interface TriedHost {
  readonly name: string;
  shell(text: string): Promise<string>;
}

const place = '/mnt/backup';
export const files = '/opt/allegro/data/fileserver';
export const addressOf = (container: string) => `$(docker inspect -f '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' ${container} | grep . | tail -n 1)`;
const program = (): string => ['lib/facts/mongodb-wire.py', 'tests/support/stores.py'].map((file) => readFileSync(file, 'utf8')).join('\n');

/** On an installed server whose console is connected: seeds the stores, backs up, damages all of it, restores, and compares what is there by hashes and counts. */
export async function tryRestore(ui: ServiceConsole, host: TriedHost): Promise<void> {
  const { name: server } = host;
  await host.shell(`mountpoint -q ${place} || { mkdir -p ${place}; truncate -s 4G /var/lib/backup.img; mkfs.ext4 -q -F /var/lib/backup.img; mount -o loop /var/lib/backup.img ${place}; }`);
  const { seed, told } = await storesOf(host);
  await seed();
  const before = await told();
  assert.ok(before.filter((line) => line.startsWith('files ')).length > 200);
  const { destination } = await ui.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: `${place}/sets` }, passphrase: { action: 'make' } } });
  const { run: set } = await ui.call('backup.start', { server, destination: destination.id });
  await backedUp(ui, set);

  await host.shell(`rm -rf "${files}/project -rf"; touch ${files}/newer; chmod 0600 "${files}/project new\nline"; curl -s -X DELETE "http://${addressOf('allegro-elastic')}:9200/events-log-d1bd92a3b039400cbafc60a7a5b1e52b"; curl -s -X PUT -H 'Content-Type: application/json' -d '{}' "http://${addressOf('allegro-elastic')}:9200/newer-index/_doc/1"`);
  assert.notDeepEqual(await told(), before);

  const input = { server, destination: destination.id, set, parts: ['mongodb' as const, 'elasticsearch' as const, 'files' as const] };
  const look = await ui.call('restore.look', { ...input, safety: destination.id });
  assert.deepEqual(look.findings, []);
  for (const name of ['newer-index', 'events-log-d1bd92a3b039400cbafc60a7a5b1e52b']) assert.ok(look.losses.some((each) => each.name === name), name);
  const { run } = await ui.call('restore.start', { ...input, safety: { kind: 'backup', destination: destination.id }, shown: look.shown, confirm: server });
  const restored = await ui.settled(run, 1200);
  assert.equal(restored.state, 'done', JSON.stringify(restored.steps.map(({ id, state, failure }) => [id, state, failure?.sentence, failure?.lines.slice(-3)])));
  assert.deepEqual(await told(), before);
  assert.deepEqual((await ui.call('backup-set.list', { server })).map(({ state }) => state), ['complete', 'complete']);
  assert.doesNotMatch(await host.shell('ls -A /opt/allegro/data /opt/allegro/data/fileserver /opt/allegro/data/elastic_snapshots; ls /var/lib/groundcrew/receipts; find / -xdev -name pwn 2>/dev/null'), /groundcrew-restore|restore-stopped|^pwn$/m);
}

/** Puts odd things into the stores of a server, and tells what is in them: a line for each collection, index and path, with a hash. */
export async function storesOf(host: TriedHost): Promise<{ seed: () => Promise<void>; told: () => Promise<string[]> }> {
  // It travels by a file: the program is longer than a command of some shells may be.
  await host.shell(`cat >/root/stores.py <<'end of stores'\n${program()}\nend of stores`);
  const stores = (what: 'seed' | 'print') => host.shell(`python3 -I -S /root/stores.py ${what} "${addressOf('allegro-mongo')}" "${addressOf('allegro-elastic')}" ${files}`);
  return {
    seed: async () => void (await stores('seed')),
    // What ClearML itself writes when it starts is no matter of the restore: an index's mapping may grow, and an empty collection come.
    told: async () => (await stores('print')).split('\n').filter((line) => !/^mongodb .* 0 [0-9a-f]+ [0-9a-f]+$/.test(line)).map((line) => (line.startsWith('elasticsearch ') ? line.replace(/ [0-9a-f]+$/, '') : line)),
  };
}

/** Waits for a backup, and nods where Elasticsearch is given its place once, and restarts for it. */
export async function backedUp(ui: ServiceConsole, run: string): Promise<void> {
  let backup = await ui.settled(run, 900);
  for (; backup.state === 'waiting'; backup = await ui.settled(run, 900)) {
    const step = backup.steps.find(({ waitsFor }) => waitsFor !== null)!;
    await ui.call('run.approve', { run, step: step.id, shown: step.waitsFor!.id });
    await ui.until('run.get', { run }, ({ state }) => state !== 'waiting', 30);
  }
  assert.equal(backup.state, 'done', JSON.stringify(backup.steps.map(({ id, state, failure }) => [id, state, failure?.sentence, failure?.lines.slice(-3)])));
}
