import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backedUp } from '../../reliability/restore-elsewhere';
import { backupDisk, mountBackupDisk } from '../../support/backup-disk';
import { followRunbook } from '../../support/follow-runbook';
import { ServiceConsole } from '../../support/service-console';
import { addressOf, Stores } from '../../support/stores';
import { TestHost, whyNoTestHost } from '../../support/test-host';

const place = `${backupDisk}/by-hand`;
const passphrase = 'correct-horse "quoted" `x` $(x) \\';

describe.skipIf(whyNoTestHost() !== null)('a server whose console is gone', () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await TestHost.up('by-hand', '127.0.0.46', '--variant', 'installed', '--kernel', 'own');
    await mountBackupDisk(host);
  });
  afterAll(async () => {
    await host?.down();
  });

  it('is restored by the runbook that lies beside its backups, typed to the letter at a terminal', { timeout: 900_000 }, async () => {
    const { name: server } = host;
    const stores = await Stores.on(host);
    await stores.seed();
    const ui = await ServiceConsole.start();
    await ui.connect(host, 'root');
    await ui.putMaterials(host);
    await ui.saveSettings(host, { supportPassword: (host.info.web as { password: string }).password });
    const { destination } = await ui.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: place }, passphrase: { action: 'set', value: passphrase } } });
    const { run } = await ui.call('backup.start', { server, destination: destination.id });
    await backedUp(ui, run, 300);
    // Its database and its key go with it.
    await ui.close();

    const before = await stores.told();
    expect(before.filter((line) => line.startsWith('files ')).length).toBeGreaterThan(2000);
    await stores.damage();
    // MongoDB loses a collection and gets a newer document; of newer collections the runbook says that they may stay; a file of the configuration is lost.
    await host.shell(`sed '$d' /root/stores.py >/root/lose.py; echo "mongo = Mongo(sys.argv[1]); mongo.ask('backend', {'drop': 'task'}); insert(mongo, 'auth', 'user', {'0': {'_id': 'newer'}})" >>/root/lose.py; python3 -I -S /root/lose.py "${addressOf('allegro-mongo')}"; mv /opt/allegro/docker-compose.override.yml /root/`);
    expect(await stores.told()).not.toEqual(before);

    const said = await followRunbook(host, `${place}/RESTORE.md`, passphrase);
    expect(said).toContain(`To restore: the backup ${run}`);
    const after = await (await Stores.on(host)).told();
    const isNewer = (line: string) => line.startsWith('files "newer" ');
    expect(after.filter((line) => !isNewer(line))).toEqual(before);
    // What is newer than the backup stays among the files, as the runbook says.
    expect(after.filter(isNewer)).toHaveLength(1);
    expect(await host.shell('cmp /root/docker-compose.override.yml /opt/allegro/docker-compose.override.yml; docker ps -a --filter label=com.docker.compose.project --format "{{.Names}} {{.State}}" | grep -v " running$" || true')).toBe('');
    expect(await stores.leftBehind()).toBe('');
    // Nothing of the passphrase stays on the server.
    expect(await host.shell(`grep -rslF 'correct-horse' /root /tmp /run /etc /opt/allegro/*.* /var/lib/groundcrew || true`)).toBe('');
  });
});
