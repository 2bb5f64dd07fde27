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
    const started = Date.now();
    // What one leaves that came to no end may strike the next ones; those that were before it are told all the same.
    rows[fault.name] = await struckBackup(server, fault).catch((error: unknown) => ({ said: '', ended: 'unknown', seconds: Math.round((Date.now() - started) / 1000), failed: String(error) }));
    console.error(`  ${JSON.stringify(rows[fault.name])}`);
  }
  await server.close();
} finally {
  await host.down();
}
console.log(JSON.stringify(rows));
process.exit(0);
