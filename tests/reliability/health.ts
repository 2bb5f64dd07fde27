// The faults of a watched server, one after the other on one installation: node --import tsx tests/reliability/health.ts [NAME …]
// The last line of its output is JSON: what happened to each.
import { until } from '../support/operator';
import { WatchedServer } from '../support/watched-server';
import { healthFaults, type HealthFault } from './health-faults';

/** What was found, told and mended; `failed`: what was not as it should be. */
export interface HealthRow {
  readonly found: string;
  readonly remedy: string;
  readonly seconds: number;
  readonly told: number;
  readonly mended: 'its repair' | 'by hand';
  readonly failed: string | null;
}

const wanted = process.argv.slice(2);
const rows: Record<string, HealthRow> = {};
const server = await WatchedServer.up('watch', '127.0.0.45');
const now = () => Date.now();

async function strike(fault: HealthFault): Promise<HealthRow> {
  const [before, began] = [server.webhook.got.length, now()];
  await fault.strike(server);
  const alert = await server.firing(fault.check, fault.within ?? 240);
  const seconds = Math.round((now() - began) / 1000);
  await until(() => server.webhook.got.length, (count) => count > before, 60);
  // Whatever follows from it is told with it, not by itself.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const told = server.webhook.got.length - before;
  const finding = fault.name === 'network unplugged' ? alert! : await server.finding(fault.check);
  if (fault.mend) await fault.mend(server);
  else await server.repair(fault.check);
  await server.resolved(fault.check, 420);
  await until(() => server.webhook.got.length, (count) => count >= before + 2, 60);
  const problems = [
    ...(fault.says.test(finding.message) ? [] : [`it said "${finding.message}"`]),
    ...(finding.remedy ? [] : ['it names no remedy']),
    ...(told === 1 ? [] : [`it was told ${told} times: ${server.webhook.got.slice(before, before + told).map((each) => each.slice(0, 200)).join(' | ')}`]),
  ];
  return { found: finding.message, remedy: finding.remedy ?? '', seconds, told, mended: fault.mend ? 'by hand' : 'its repair', failed: problems.length === 0 ? null : problems.join('; ') };
}

try {
  // The guide's own compose file publishes a port that its chapter Security wants closed.
  await server.repair('security/ports');
  await server.settled(300);
  for (const fault of healthFaults.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    console.error(`${fault.name} …`);
    rows[fault.name] = await strike(fault).catch((error: unknown): HealthRow => ({ found: '', remedy: '', seconds: 0, told: 0, mended: fault.mend ? 'by hand' : 'its repair', failed: String(error).slice(0, 3000) }));
    console.error(`  ${JSON.stringify(rows[fault.name])}`);
    await fault.tidy?.(server).catch(() => undefined);
    if (rows[fault.name]!.failed !== null) await fault.mend?.(server).catch(() => undefined);
    await server.settled(300).catch((error: unknown) => console.error(`  not well again: ${String(error).slice(0, 2000)}`));
  }
} finally {
  await server.close();
}
console.log(JSON.stringify(rows));
process.exit(0);
