// The faults of a backup, one after the other on one server: node --import tsx tests/reliability/backups.ts [NAME …]
// The last line of its output is JSON: what happened to each.
import { backupFaults } from '../support/backup-faults';
import { BackupServer } from '../support/backup-server';
import { struckBackup, type BackupRow } from '../support/struck-backup';
import { TestHost } from '../support/test-host';

const wanted = process.argv.slice(2);
const host = await TestHost.up('backups', '127.0.0.47', '--variant', 'installed', '--kernel', 'own');
const rows: Record<string, BackupRow> = {};
try {
  const server = await BackupServer.on(host);
  const first = await server.rest(await server.begin());
  if (first.run.state !== 'done') throw new Error(`The first backup stopped: ${first.run.sentence}`);
  for (const fault of backupFaults.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    console.error(`${fault.name} …`);
    rows[fault.name] = await struckBackup(server, fault);
    console.error(`  ${JSON.stringify(rows[fault.name])}`);
  }
  await server.close();
} finally {
  await host.down();
}
console.log(JSON.stringify(rows));
process.exit(0);
