import type { Finding } from '@/lib/contract/finding';
import { minutes, seconds } from '@/lib/core/units';
import type { Inputs } from '@/lib/guide/inputs';
import { webUrl } from '@/lib/guide/urls';
import type { Redactor } from '@/lib/shell/redact';
import type { CheckupRecord } from '@/lib/store/repositories/checkups';
import { announceServer } from '../announce';
import { askChecks } from './asking';
import { wasChangedSince } from './changed-server';
import { replace, unanswered } from './checkup-findings';
import type { CheckupJob } from './checkups';

/** A first start needs 3 to 5 minutes: the API server answers only once its databases are migrated. */
const longestWait = minutes(5);
const pause = seconds(4);

const isGood = (finding: Finding): boolean => finding.outcome === 'pass' || finding.outcome === 'warn';

/** Asks until everything passes, or the limit that the page shows has come. The last word is what was asked last. */
export async function askVerification(job: CheckupJob, { record, inputs, redactor }: { record: CheckupRecord; inputs: Inputs; redactor: Redactor }): Promise<void> {
  const { work, server, signal } = job;
  const { clock } = work.resources;
  const limit = clock.now() + longestWait;
  const asking = { ...record, waitUntil: new Date(limit).toISOString() };
  let findings: Finding[] = [...record.findings];
  let passed = false;
  for (;;) {
    const began = clock.now();
    let round: Finding[] = findings.map((finding) => ({ ...finding, askedAt: null }));
    try {
      await askChecks(work.guide.verification, inputs, {
        ask: (task) => work.connections.use(server.id, task),
        reach: work.reach,
        redactor,
        now: () => clock.now(),
        signal,
        async onFindings(fresh) {
          round = replace(round, fresh);
          findings = replace(findings, fresh);
          await job.save({ ...asking, findings });
        },
      });
    } catch (error) {
      if (signal.aborted) return;
      const failed = unanswered(round, round.map((finding) => finding.id), error, clock.now());
      findings = failed;
      await job.save({ ...asking, findings });
    }
    if (signal.aborted) return;
    // What was asked beside a run that changed the server says nothing of the server as it is now.
    passed = findings.length > 0 && findings.every(isGood) && !(await wasChangedSince(work, server.id, began));
    if (passed || findings.length === 0 || clock.now() + pause > limit) break;
    await clock.sleep(pause, signal);
    if (signal.aborted) return;
  }
  await conclude(job, inputs, passed);
  await job.save({ ...record, findings, state: 'done', endedAt: new Date(clock.now()).toISOString() });
}

async function conclude({ work, server }: CheckupJob, inputs: Inputs, passed: boolean): Promise<void> {
  const now = work.resources.clock.now();
  await work.repositories.servers.edit(server.id, passed ? { state: 'installed', clearmlUrl: webUrl(inputs), verifiedAt: now } : { state: 'attention' });
  await announceServer(work, server.id);
  await work.watcher.refresh(server.id);
}
