import type { Verdict } from '@/lib/contract/health';
import type { RunState } from '@/lib/contract/run';
import type { Server } from '@/lib/contract/server';
import type { CheckupRecord } from '@/lib/store/repositories/checkups';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { runSentence } from './run-sentence';
import { readLastFacts } from './settings-view';
import type { Work } from './work';
import { readStir, silencedNow, type Stir } from './workers/alerts/why-silenced';

/** The server as pages see it: credentials only as "is set". */
export async function viewServer(work: Work, record: ServerRecord, now: number): Promise<Server> {
  return viewWith(work, record, { open: await work.repositories.runs.openOf(record.id), stir: await readStir(work, now, record.id) }, now);
}

/** The same with its open run and what may silence it, where the caller has them. */
export async function viewWith(work: Work, record: ServerRecord, { open, stir }: { readonly open: { readonly id: string } | null; readonly stir: Stir }, now: number): Promise<Server> {
  const run = open === null ? null : await work.repositories.runs.get(open.id);
  const verification = run === null && record.state === 'attention' ? await work.repositories.checkups.get(record.id, 'verification') : null;
  const health = work.watcher.brief(record.id);
  // Where nobody watches there is nothing to be silent of.
  const isWatched = health !== null && health.verdict !== 'off';
  return { ...toServer(record, run, verification, now), health, silenced: isWatched ? silencedNow(record, stir, now) : null };
}

/** Pure: the same from records. */
export function toServer(record: ServerRecord, run: RunRecord | null, verification: CheckupRecord | null, now: number): Server {
  const { id, name, address, port, login, auth, sudo, has, hostKey, clearmlUrl, createdAt, lastSeenAt } = record;
  return {
    id, name, address, port, login, auth, sudo, hostKey, clearmlUrl, createdAt, lastSeenAt,
    failedTest: readLastFacts(record).failedTest?.stage ?? null,
    password: { isSet: has.password },
    privateKey: { isSet: has.privateKey },
    passphrase: { isSet: has.passphrase },
    sudoPassword: { isSet: has.sudoPassword },
    state: run === null || run.kind !== 'install' ? record.state : stateOf(run.state),
    sentence: run === null ? restingSentence(record, verification) : runSentence(run, now),
    openRunId: run?.id ?? null,
  };
}

function stateOf(state: RunState): Server['state'] {
  if (state === 'failed' || state === 'interrupted') return 'attention';
  return state === 'unknown' ? 'unknown' : 'installing';
}

function restingSentence(record: ServerRecord, verification: CheckupRecord | null): string {
  const { state, hostKey, clearmlUrl, lastSeenAt } = record;
  if (state === 'installed') return clearmlUrl === null ? 'ClearML was verified.' : `ClearML answered at ${clearmlUrl} when it was last verified.`;
  if (state === 'attention') {
    const worst = verification?.findings.find((finding) => finding.outcome === 'fail') ?? verification?.findings.find((finding) => finding.outcome === 'unknown');
    if (verification?.state === 'asking') return 'ClearML is being verified.';
    if (worst) return `The last verification did not pass: ${worst.message}`;
    return verification === null ? 'The last verification did not pass.' : 'The server was changed after ClearML was last verified. Verify it again.';
  }
  if (hostKey === null) return 'Not connected yet: test the connection and confirm the host key.';
  const { failedTest } = readLastFacts(record);
  if (failedTest) return `The last test of the connection did not come through: ${failedTest.message}`;
  return lastSeenAt === null ? 'The host key is confirmed; the console has not signed in yet.' : 'Connected. ClearML has not been verified on it yet.';
}

/** The verdicts and, between them, the states of servers that nobody watches. */
const worstFirst: readonly (Verdict | Server['state'])[] = ['ill', 'unreachable', 'attention', 'unknown', 'warn', 'installing', 'note', 'new', 'well', 'installed', 'off'];
const rank = ({ health, state }: Server): number => worstFirst.indexOf(health?.verdict ?? state);

/** Worst first, then by name. */
export function byWorst(a: Server, b: Server): number {
  return rank(a) - rank(b) || a.name.localeCompare(b.name);
}
