import type { Checkup } from '@/lib/contract/finding';
import { GroundcrewError } from '@/lib/core/errors';
import type { CheckupRecord } from '@/lib/store/repositories/checkups';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { announceCheckup } from '../announce';
import { buildInputs, hashSnapshot, takeSnapshot } from '../inputs';
import { redactorFor } from '../known-secrets';
import type { Work } from '../work';
import { askPreflight } from './checkup-preflight';
import { notAsked } from './checkup-findings';
import { askVerification } from './checkup-verification';

/** Preflights and verifications as background work: at most one of a kind and a server at a time. */
export interface Checkups {
  /** Starts one, or leaves the one that is under way. `only`: these checks again, the others as they are. */
  startPreflight(serverId: string, only?: readonly string[]): Promise<void>;
  startVerification(serverId: string): Promise<void>;
  /** Resolves when nothing is under way for the server; for tests and for the end of the process. */
  settled(serverId: string): Promise<void>;
  stop(serverId: string): void;
  /** Ends, honestly, what a stopped console left unfinished. */
  closeUnfinished(): Promise<void>;
  stopAll(): Promise<void>;
}

export interface CheckupJob {
  readonly work: Work;
  readonly server: ServerRecord;
  readonly signal: AbortSignal;
  /** Stores it and tells the pages. */
  save(record: CheckupRecord): Promise<void>;
}

export function createCheckups(getWork: () => Work): Checkups {
  const jobs = new Map<string, { stop: AbortController; done: Promise<void> }>();

  async function start(serverId: string, kind: Checkup['kind'], only: readonly string[] | undefined): Promise<void> {
    const work = getWork();
    const key = `${serverId}/${kind}`;
    if (jobs.has(key)) return;
    const server = await work.repositories.servers.byId(serverId);
    if (server === null) return;
    const checks = work.guide[kind];
    const unknown = only?.find((id) => !checks.some((check) => check.id === id));
    if (unknown !== undefined) throw new GroundcrewError({ code: 'not_found', reason: 'check.unknown', message: `There is no check "${unknown}".` });
    const stop = new AbortController();
    const job: CheckupJob = {
      work,
      server,
      signal: stop.signal,
      async save(record) {
        if (stop.signal.aborted) return;
        await work.repositories.checkups.put(serverId, record);
        await announceCheckup(work, server, kind);
      },
    };
    const before = await work.repositories.checkups.get(serverId, kind);
    if (jobs.has(key)) return;
    let begun = () => undefined as void;
    const first = new Promise<void>((resolve) => (begun = resolve));
    const done = run(job, kind, only, before, begun)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) work.resources.log.error({ err: error, server: serverId, kind }, 'a checkup failed');
      })
      .finally(() => {
        begun();
        jobs.delete(key);
      });
    jobs.set(key, { stop, done });
    await first;
  }

  return {
    startPreflight: (serverId, only) => start(serverId, 'preflight', only),
    startVerification: (serverId) => start(serverId, 'verification', undefined),
    async settled(serverId) {
      await Promise.all([...jobs].filter(([key]) => key.startsWith(`${serverId}/`)).map(([, job]) => job.done));
    },
    stop(serverId) {
      for (const [key, job] of jobs) if (key.startsWith(`${serverId}/`)) job.stop.abort();
    },
    async closeUnfinished() {
      const work = getWork();
      for (const { serverId, record } of await work.repositories.checkups.unfinished()) {
        const findings = record.findings.map((finding) => (finding.askedAt === null ? { ...finding, message: 'The console was stopped before this was asked.' } : finding));
        await work.repositories.checkups.put(serverId, { ...record, state: 'done', endedAt: new Date(work.resources.clock.now()).toISOString(), waitUntil: null, findings });
      }
    },
    async stopAll() {
      const all = [...jobs.values()];
      for (const job of all) job.stop.abort();
      await Promise.all(all.map((job) => job.done));
    },
  };
}

async function run(job: CheckupJob, kind: Checkup['kind'], only: readonly string[] | undefined, before: CheckupRecord | null, begun: () => void): Promise<void> {
  const { work, server } = job;
  const snapshot = await takeSnapshot(work, server);
  const inputs = buildInputs(snapshot);
  const redactor = await redactorFor(work, server.id, inputs);
  const checks = work.guide[kind];
  const isWhole = checks.every(({ id }) => only?.includes(id) ?? true);
  const record: CheckupRecord = {
    kind,
    state: 'asking',
    startedAt: new Date(work.resources.clock.now()).toISOString(),
    endedAt: null,
    waitUntil: null,
    inputsHash: hashOfAll(hashSnapshot(work, snapshot), isWhole ? null : before),
    findings: checks.map((check) => (only && !only.includes(check.id) ? before?.findings.find((finding) => finding.id === check.id) : undefined) ?? notAsked(check)),
  };
  await job.save(record);
  begun();
  await (kind === 'preflight' ? askPreflight(job, { record, inputs, redactor, only }) : askVerification(job, { record, inputs, redactor }));
}

/** Of findings that were judged by different inputs there is no hash: empty, which is that of no inputs. */
const hashOfAll = (hash: string, kept: CheckupRecord | null): string => (kept === null || kept.inputsHash === hash ? hash : '');
