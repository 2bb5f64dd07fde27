// The faults of a watched server, one after the other on one installation: node --import tsx tests/reliability/health.ts [NAME …]
// The last line of its output is JSON: what happened to each.
import { execFileSync } from 'node:child_process';
import { WatchedServer } from '../support/watched-server';
import { certificateFault, healthFaults } from './health-faults';
import { struck, type HealthRow } from './strike';

const wanted = process.argv.slice(2);
const isWanted = ({ name }: { name: string }) => wanted.length === 0 || wanted.includes(name);
const rows: Record<string, HealthRow> = {};

async function onOneServer(): Promise<void> {
  const server = await WatchedServer.up('watch', '127.0.0.45');
  try {
    // The guide's own compose file publishes a port that its chapter Security wants closed.
    await server.repair('security/ports');
    await server.settled(300);
    for (const fault of healthFaults.filter(isWanted)) {
      console.error(`${fault.name} …`);
      rows[fault.name] = await struck(server, fault);
      console.error(`  ${JSON.stringify(rows[fault.name])}`);
      await fault.tidy?.(server).catch(() => undefined);
      if (rows[fault.name]!.failed !== null) await fault.mend?.(server).catch(() => undefined);
      await server.settled(300).catch((error: unknown) => console.error(`  not well again: ${String(error).slice(0, 2000)}`));
    }
  } finally {
    await server.close();
  }
}

// First: it is a process of its own, and once this one has a test host no other may.
if (isWanted(certificateFault)) {
  console.error(`${certificateFault.name} …`);
  // Names that lead to the test host, for this process alone: its /etc/hosts is one of its own.
  const output = execFileSync('unshare', ['--mount', process.execPath, '--import', 'tsx', 'tests/reliability/certificate.ts'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  rows[certificateFault.name] = JSON.parse(output.trim().split('\n').at(-1)!) as HealthRow;
  console.error(`  ${JSON.stringify(rows[certificateFault.name])}`);
}
if (healthFaults.some(isWanted)) await onOneServer();
console.log(JSON.stringify(rows));
process.exit(0);
