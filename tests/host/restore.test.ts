import { afterAll, beforeAll, it } from 'vitest';
import { ServiceConsole } from '../support/service-console';
import { TestHost, whyNoTestHost } from '../support/test-host';
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
