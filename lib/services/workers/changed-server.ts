import { isAside } from '@/lib/contract/run';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { announceServer } from '../announce';
import type { Work } from '../work';
import type { EndState } from './run-next';

/** Called before anything is changed: ClearML was verified as the server was then, and counts as verified no more. */
export async function noteChange(work: Work, serverId: string): Promise<void> {
  const server = await work.repositories.servers.byId(serverId);
  if (server?.state !== 'installed') return;
  await work.repositories.servers.edit(serverId, { state: 'attention' });
  await announceServer(work, serverId);
}

/** Whether a run of this console changed the server, or may have, at that time or since. What another found there is not ours to judge, and what stands aside changes nothing of ClearML. */
export async function wasChangedSince(work: Work, serverId: string, since: number): Promise<boolean> {
  const runs = (await work.repositories.runs.list({ serverId, limit: 20 })).filter(({ kind }) => kind !== 'adopted' && !isAside(kind));
  const attempts = runs.flatMap((run) => run.steps).flatMap((step) => step.attempts);
  return attempts.some(({ state, endedAt }) => state !== 'unneeded' && (endedAt === null || Date.parse(endedAt) >= since));
}

/** After a run: what was repaired is checked again, what was installed is verified, and so is what was once verified and changed since. */
export async function askBack(work: Work, run: RunRecord, serverId: string, state: EndState): Promise<void> {
  if (run.kind === 'repair' && state === 'done') {
    const steps = run.steps.map((step) => step.stepId);
    const checks = steps.filter((id) => work.guide.preflight.some((check) => check.id === id));
    if (checks.length > 0) await work.checkups.startPreflight(serverId, checks);
  }
  if (isAside(run.kind)) return;
  // What it mended is seen at once, and not at the beat of each check.
  if (state === 'done') {
    const open = (await work.alerts.open(serverId)).map(({ check }) => check);
    void work.watcher.askNow(serverId, [...new Set([...(run.kind === 'repair' ? run.steps.map(({ stepId }) => stepId) : []), ...open])]);
  }
  const server = await work.repositories.servers.byId(serverId);
  const isInDoubt = server !== null && server.state === 'attention' && server.verifiedAt !== null;
  if ((run.kind === 'install' && state === 'done') || isInDoubt) await work.checkups.startVerification(serverId);
}
