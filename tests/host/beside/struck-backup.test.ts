import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupFaults, type BackupFault } from '../../support/backup-faults';
import { BackupServer } from '../../support/backup-server';
import { struckInTurn } from '../../support/struck-backup';
import { TestHost, whyNoTestHost } from '../../support/test-host';

const fault = (name: string): BackupFault => {
  const found = backupFaults.find((each) => each.name === name);
  if (!found) throw new Error(`There is no fault "${name}".`);
  return found;
};

/** One of each class, in the order in which they strike the run; npm run reliability has the others, and each by itself. */
const struck = ['dump killed half way', 'a bit of the archive flipped', 'console killed', 'destination full half way', 'connection cut'].map(fault);

describe.skipIf(whyNoTestHost() !== null)('a backup that is struck', { timeout: 1_200_000 }, () => {
  let host: TestHost;
  let server: BackupServer;

  beforeAll(async () => {
    host = await TestHost.up('struck', '127.0.0.38', '--variant', 'installed', '--kernel', 'own');
    server = await BackupServer.on(host);
  });
  afterAll(async () => {
    await server?.close();
    await host?.down();
  });

  // The first one of the server: it also installs restic, and finds that Elasticsearch has no path.repo.
  it('by a killed dump, a flipped bit, a killed console, a full destination and a cut connection counts for nothing until it is whole, and ClearML lives on', async () => {
    const { failed, said } = await struckInTurn(server, struck);
    expect(failed, said).toBeNull();
  });
});
