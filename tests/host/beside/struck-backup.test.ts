import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupFaults, type BackupFault } from '../../support/backup-faults';
import { BackupServer } from '../../support/backup-server';
import { struckBackup } from '../../support/struck-backup';
import { TestHost, whyNoTestHost } from '../../support/test-host';

const why = whyNoTestHost();
const fault = (name: string): BackupFault => {
  const found = backupFaults.find((each) => each.name === name);
  if (!found) throw new Error(`There is no fault "${name}".`);
  return found;
};
const [killed, cut] = [fault('console killed'), fault('connection cut')];

/** One of each class; npm run reliability has the others. Each is a backup, so two that a backup gets over by itself strike the same one. */
const struck: readonly BackupFault[] = [
  // The first backup of the server, which installs restic and gives Elasticsearch its place.
  fault('dump killed half way'),
  {
    ...killed, name: 'console killed, then connection cut',
    async strike(server, run) {
      await killed.strike(server, run);
      await server.operator.rest(run, ({ steps }) => steps.some(({ id, state }) => id === cut.at && state === 'running'));
      await cut.strike(server, run);
    },
  },
  fault('destination full half way'),
  fault('a bit of the archive flipped'),
];

describe.skipIf(why !== null)('a backup that is struck', { timeout: 1_200_000 }, () => {
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

  it.each(struck.map((each) => [each.name, each] as const))('%s: nothing of it counts, ClearML lives on, and it is whole in the end', async (_name, each) => {
    const { failed, said } = await struckBackup(server, each);
    expect(failed, said).toBeNull();
  });
});
