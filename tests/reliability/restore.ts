// A restore onto the server of which the backup was made: node --import tsx tests/reliability/restore.ts
// Half of what ClearML keeps is lost, what is there is backed up first, and all of it is there again. Then by a console
// that knows nothing but the place and the passphrase. Onto another server: tests/reliability/burned-down.test.ts.
import { ServiceConsole } from '../support/service-console';
import { Stores } from '../support/stores';
import { TestHost } from '../support/test-host';
import { holds } from './holds';
import { backedUp, tryRestoreElsewhere } from './restore-elsewhere';

const place = '/mnt/backup';
const host = await TestHost.up('restored', '127.0.0.24', '--variant', 'installed');
const { name: server } = host;

const opened: ServiceConsole[] = [];
/** A console that knows the server by this name, and nothing of its backups. */
async function open(name: string): Promise<ServiceConsole> {
  const ui = await ServiceConsole.start();
  opened.push(ui);
  const machine = { name, info: host.info } as TestHost;
  await ui.connect(machine, 'root');
  await ui.putMaterials(machine);
  await ui.saveSettings(machine, { supportPassword: (host.info.web as { password: string }).password });
  return ui;
}

try {
  const ui = await open(server);
  await host.shell(`mkdir -p ${place}; truncate -s 4G /var/lib/backup.img; mkfs.ext4 -q -F /var/lib/backup.img; mount -o loop /var/lib/backup.img ${place}`);
  const stores = await Stores.on(host);
  await stores.seed();
  const before = await stores.told();
  const { destination } = await ui.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: `${place}/sets` }, passphrase: { action: 'make' } } });
  const { run: set } = await ui.call('backup.start', { server, destination: destination.id });
  await backedUp(ui, set);
  await stores.damage();
  const input = { server, destination: destination.id, set, parts: ['mongodb' as const, 'elasticsearch' as const, 'files' as const] };
  const look = await ui.call('restore.look', { ...input, safety: destination.id });
  holds('nothing stands against a restore', look.findings.length === 0, look.findings);
  for (const name of ['newer-index', 'events-log-d1bd92a3b039400cbafc60a7a5b1e52b']) holds(`the look names ${name}`, look.losses.some((each) => each.name === name), look.losses);
  const { run } = await ui.call('restore.start', { ...input, safety: { kind: 'backup', destination: destination.id }, shown: look.shown, confirm: server });
  const restored = await ui.settled(run, 1200);
  holds('the run is done', restored.state === 'done', restored.steps.map(({ id, state, failure }) => [id, state, failure?.sentence, failure?.lines.slice(-3)]));
  const after = await stores.told();
  holds('all of it is as it was, by hashes and counts', JSON.stringify(after) === JSON.stringify(before), after.filter((line) => !before.includes(line)));
  const states = (await ui.call('backup-set.list', { server })).map(({ state }) => state);
  holds('what was there is a complete backup, too', states.join() === 'complete,complete', states);
  holds('nothing is left behind', (await stores.leftBehind()) === '', await stores.leftBehind());
  await tryRestoreElsewhere({ first: async () => ({ ui: await open('burned'), old: 'burned' }), fresh: async () => ({ ui: await open('phoenix'), server: 'phoenix' }) }, host);
  holds('a console that knows place and passphrase alone restores it', true);
} catch (error) {
  holds('it comes to its end', false, String(error));
} finally {
  for (const ui of opened) await ui.close().catch(() => undefined);
  await host.down();
}
process.exit();
