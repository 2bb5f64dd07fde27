import type { Finding } from '@/lib/contract/finding';
import type { Readings } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { Redactor } from '@/lib/shell/redact';
import type { CheckupRecord } from '@/lib/store/repositories/checkups';
import { announceServer } from '../announce';
import { foundDisks } from '../found-disks';
import { readLastFacts } from '../settings-view';
import { askChecks } from './asking';
import { replace, unanswered } from './checkup-findings';
import type { CheckupJob } from './checkups';

interface Options {
  readonly record: CheckupRecord;
  readonly inputs: Inputs;
  readonly redactor: Redactor;
  readonly only?: readonly string[];
}

/** Asks each check once; what could not be asked stays unknown with the reason. */
export async function askPreflight(job: CheckupJob, { record, inputs, redactor, only }: Options): Promise<void> {
  const { work, server, signal } = job;
  const now = () => work.resources.clock.now();
  const checks = work.guide.preflight.filter((check) => only === undefined || only.includes(check.id));
  let findings: Finding[] = [...record.findings];
  let readings: Readings = new Map();
  try {
    const asked = await askChecks(checks, inputs, {
      ask: (task) => work.connections.use(server.id, task),
      reach: work.reach,
      redactor,
      now,
      signal,
      async onFindings(fresh) {
        findings = replace(findings, fresh);
        await job.save({ ...record, findings });
      },
    });
    readings = asked.readings;
  } catch (error) {
    if (signal.aborted) return;
    work.resources.log.info({ err: error, server: server.id }, 'a preflight could not ask everything');
    findings = unanswered(findings, checks.map((check) => check.id), error, now());
  }
  if (signal.aborted) return;
  await remember(job, inputs, readings);
  await job.save({ ...record, findings, state: 'done', endedAt: new Date(now()).toISOString() });
}

/** Keeps what pages show without waiting. */
async function remember({ work, server }: CheckupJob, inputs: Inputs, readings: Readings): Promise<void> {
  const disks = foundDisks(readings, inputs.layout);
  if (disks === null) return;
  const record = await work.repositories.servers.byId(server.id);
  if (record === null) return;
  await work.repositories.servers.edit(server.id, { lastFacts: JSON.stringify({ ...readLastFacts(record), disks }) });
  await announceServer(work, server.id);
}
