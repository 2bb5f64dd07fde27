import { afterAll, beforeAll, it } from 'vitest';
import { ServiceConsole } from '../support/service-console';
import { TestHost, whyNoTestHost } from '../support/test-host';
import { tryRestoreElsewhere } from './restore-elsewhere-try';
import { tryRestore } from './restore-try';

const why = whyNoTestHost();
let host: TestHost;
let ui: ServiceConsole;

beforeAll(async () => {
  if (why !== null) return;
  host = await TestHost.up('restored', '127.0.0.24', '--variant', 'installed');
  ui = await ServiceConsole.start();
});
afterAll(async () => {
  await ui?.close();
  await host?.down();
});

it.skipIf(why !== null)('backs ClearML up, loses half of it, and has all of it again as it was, by hashes and counts', async () => {
  await ui.connect(host, 'root');
  await ui.putMaterials(host);
  await ui.saveSettings(host, { supportPassword: (host.info.web as { password: string }).password });
  await tryRestore(ui, host);
}, 2_400_000);

it.skipIf(why !== null)('restores what another console has backed up, by its place and passphrase alone, and its configuration where that is wanted', async () => {
  const opened: ServiceConsole[] = [];
  const open = async (name: string) => {
    const console_ = await ServiceConsole.start();
    opened.push(console_);
    const machine = { name, info: host.info } as TestHost;
    await console_.connect(machine, 'root');
    await console_.putMaterials(machine);
    await console_.saveSettings(machine, { supportPassword: (host.info.web as { password: string }).password });
    return console_;
  };
  await tryRestoreElsewhere({ first: async () => ({ ui: await open('burned'), old: 'burned' }), fresh: async () => ({ ui: await open('phoenix'), server: 'phoenix' }) }, host);
  await opened.at(-1)?.close();
}, 2_400_000);
