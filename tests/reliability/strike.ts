import { until } from '../support/operator';
import type { WatchedServer } from '../support/watched-server';
import type { HealthFault } from './health-faults';

/** What was found, told and mended; `failed`: what was not as it should be. */
export interface HealthRow {
  readonly found: string;
  readonly remedy: string;
  readonly seconds: number;
  readonly told: number;
  readonly mended: 'its repair' | 'by hand';
  readonly failed: string | null;
}

const now = () => Date.now();

interface Message { readonly kind: string; readonly check: string }

/** What the webhook was told since `before`. */
const messages = (server: WatchedServer, before: number): Message[] => server.webhook.got.slice(before).map((body) => JSON.parse(body) as Message);

/** The kernel counts waiting for the whole machine, and other work on it is no news of the fault. */
const isOfFault = (fault: HealthFault) => ({ check }: Message) => check === fault.check || !['machine/pressure', 'monitoring/load'].includes(check);

/** The fault strikes, is found, told once, mended, and told once more. Whatever goes wrong is in the row. */
export async function struck(server: WatchedServer, fault: HealthFault): Promise<HealthRow> {
  return strike(server, fault).catch((error: unknown): HealthRow => ({ found: '', remedy: '', seconds: 0, told: 0, mended: fault.mend ? 'by hand' : 'its repair', failed: String(error).slice(0, 3000) }));
}

async function strike(server: WatchedServer, fault: HealthFault): Promise<HealthRow> {
  const [before, began] = [server.webhook.got.length, now()];
  await fault.strike(server);
  const alert = await server.firing(fault.check, fault.within ?? 240);
  const seconds = Math.round((now() - began) / 1000);
  // What happens within five minutes of a run that restarted something is told after them; that a container ended, after ten.
  await until(() => messages(server, before), (told) => told.some(({ kind, check }) => kind === 'fire' && check === fault.check), 630);
  // Whatever follows from it is told with it, not by itself.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const fires = messages(server, before).filter(({ kind }) => kind !== 'resolve').filter(isOfFault(fault));
  const finding = fault.name === 'network unplugged' ? alert! : await server.finding(fault.check);
  if (fault.mend) await fault.mend(server);
  else await server.repair(fault.check);
  await server.resolved(fault.check, Math.max(fault.within ?? 0, 420));
  await until(() => messages(server, before), (told) => told.some(({ kind, check }) => kind === 'resolve' && check === fault.check), 60);
  const problems = [
    ...(fault.says.test(finding.message) ? [] : [`it said "${finding.message}"`]),
    ...(finding.remedy ? [] : ['it names no remedy']),
    ...(fires.length === 1 ? [] : [`it was told ${fires.length} times: ${fires.map(({ kind, check }) => `${kind} ${check}`).join(', ')}`]),
  ];
  return { found: finding.message, remedy: finding.remedy ?? '', seconds, told: fires.length, mended: fault.mend ? 'by hand' : 'its repair', failed: problems.length === 0 ? null : problems.join('; ') };
}
