import type { DiagnosedCause, DiagnosisReport } from '@/lib/contract/diagnosis';
import { newId } from '@/lib/core/ids';
import { formatDuration } from '@/lib/core/units';
import { Diagnosis } from '@/lib/engine/diagnosis';
import { judgeDown } from '@/lib/engine/down';
import { recentLines } from '@/lib/engine/recent-lines';
import { timeline } from '@/lib/engine/timeline';
import type { RecentLogs } from '@/lib/facts/recent-logs';
import { failureRules } from '@/lib/guide/troubleshooting/failure-rules';
import { relations } from '@/lib/guide/troubleshooting/relations';
import type { Redactor } from '@/lib/shell/redact';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { buildInputs, takeSnapshot } from '../inputs';
import { redactorFor } from '../known-secrets';
import type { Work } from '../work';
import { findingsOfNow } from './diagnosis-findings';
import { logsOfNow } from './diagnosis-logs';
import { readWatching } from './watch/watch-inputs';
import { allProbes } from './watch/reach-probes';

/** Why it is asked. */
export interface Asked {
  readonly by: string;
  /** The alert that makes the console ask; null: a person does. */
  readonly alert: string | null;
}

interface Job {
  readonly work: Work;
  readonly server: ServerRecord;
  readonly asked: Asked;
  readonly signal: AbortSignal;
  /** Told what is being done. */
  readonly onStage: (what: string) => void;
}

const hour = 3_600_000;
/** Lines that are judged before others get their turn. */
const atOnce = 500;

/** Asks every check, reads the last hour of all logs, and says why the server is down. Stores nothing. */
export async function makeReport({ work, server, asked, signal, onStage }: Job): Promise<DiagnosisReport> {
  const { clock, random } = work.resources;
  const startedAt = clock.now();
  const inputs = buildInputs(await takeSnapshot(work, server), null, await readWatching(work, server.id));
  const redactor = await redactorFor(work, server.id, inputs);
  onStage('Asking every check');
  const checks = await findingsOfNow({ work, server, inputs, redactor, signal, isFresh: asked.alert !== null });
  const isAway = checks.findings.some(({ id, outcome }) => id === 'reach/server' && outcome === 'fail');
  onStage('Reading the last hour of all logs');
  const read = isAway ? { recent: null, clockAhead: null, unread: ['The logs were not read, since the server does not answer.'] } : await logsOfNow(work, server, inputs, signal);
  onStage('Judging what was read');
  const causes = read.recent === null ? [] : await causesIn(read.recent, redactor);
  const clockAhead = read.clockAhead ?? 0;
  const stopped = read.recent?.containers?.filter(({ state, exitCode }) => state !== 'running' && !(state === 'exited' && exitCode === 0)).map(({ service }) => service) ?? [];
  const judged = judgeDown({ causes, findings: checks.findings, probes: allProbes(work.guide), stopped, relations }, clockAhead);
  const marks = await work.repositories.marks.list(server, startedAt - hour, clock.now());
  return {
    id: newId(random), startedAt: iso(startedAt), endedAt: iso(clock.now()), by: asked.by, alert: asked.alert, ...judged,
    causes: judged.causes.map(shortened), traces: judged.traces.map(shortened),
    unread: [...checks.unread, ...read.unread.map((each) => redactor.redact(each)), ...clockWords(clockAhead)],
    timeline: timeline({ recent: read.recent, marks, clockAhead, redact: (text) => redactor.redact(text) }),
    clockAhead: read.clockAhead,
  };
}

const iso = (at: number): string => new Date(at).toISOString();
const mostText = 4000;
/** What a check found may be long; the page of the health has it whole. */
const shortened = (cause: DiagnosedCause): DiagnosedCause => ({ ...cause, says: cause.says.slice(0, mostText), evidence: cause.evidence.map((each) => ({ ...each, text: each.text.slice(0, mostText) })) });

async function causesIn(recent: RecentLogs, redactor: Redactor) {
  const diagnosis = new Diagnosis(failureRules, (text) => redactor.redact(text));
  let left = atOnce;
  for (const line of recentLines(recent)) {
    diagnosis.add(line);
    if (--left > 0) continue;
    left = atOnce;
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return diagnosis.causes();
}

const clockWords = (ahead: number): string[] => (ahead === 0 ? [] : [`The server's clock is ${formatDuration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} the console's. All times stand here by the console's.`]);
