import type { Finding } from '@/lib/contract/finding';
import { isGroundcrewError } from '@/lib/core/errors';
import { seconds } from '@/lib/core/units';
import type { Check } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { alsoAsked } from '@/lib/guide/troubleshooting/also-asked';
import type { Redactor } from '@/lib/shell/redact';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../work';
import { askChecks } from './asking';

interface Job {
  readonly work: Work;
  readonly server: ServerRecord;
  readonly inputs: Inputs;
  readonly redactor: Redactor;
  readonly signal: AbortSignal;
  /** The probes were asked just now: an alert fires. They are not asked again, so that no refused login is tried anew without a person. */
  readonly isFresh: boolean;
}

/** What comes later is not waited for: the page tells what was not answered. */
const patience = seconds(60);

/** What every check finds now, and why some could not be asked, in sentences. Never rejects because the server can't be asked. */
export async function findingsOfNow(job: Job): Promise<{ readonly findings: readonly Finding[]; readonly unread: readonly string[] }> {
  const { work, server } = job;
  const { isWatched } = await work.watcher.health(server.id);
  if (isWatched && !job.isFresh) await askWatcher(job);
  const probes = isWatched ? (await work.watcher.health(server.id)).findings : [];
  const fresh = probes.filter(({ askedAt, isStale }) => askedAt !== null && !isStale);
  const isAway = fresh.some(({ id, outcome }) => id === 'reach/server' && outcome === 'fail');
  const others = [...work.guide.verification, ...work.guide.preflight].filter(({ id }) => alsoAsked.includes(id));
  const asked = isAway ? { findings: [], problem: null } : await askOthers(job, isWatched ? others : [...work.guide.probes.filter(({ slow }) => slow !== true), ...others]);
  const findings = [...fresh, ...asked.findings];
  const silent = [...probes.filter((probe) => !fresh.includes(probe)).map(({ title }) => title)];
  return {
    findings,
    unread: [
      ...(asked.problem === null ? [] : [asked.problem]),
      ...findings.filter(({ outcome }) => outcome === 'unknown').map(({ title, message }) => `"${title}" could not be judged: ${message}`),
      ...(silent.length === 0 ? [] : [`Not answered lately: ${silent.join(', ')}.`]),
    ],
  };
}

async function askWatcher({ work, server, signal }: Job): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  signal.addEventListener('abort', end, { once: true });
  await Promise.race([work.watcher.askNow(server.id).catch(() => undefined).finally(end), work.resources.clock.sleep(patience, over.signal)]);
  signal.removeEventListener('abort', end);
}

async function askOthers({ work, server, inputs, redactor, signal }: Job, checks: readonly Check<Inputs>[]): Promise<{ readonly findings: readonly Finding[]; readonly problem: string | null }> {
  const findings: Finding[] = [];
  try {
    await askChecks(checks, inputs, {
      ask: (task) => work.connections.use(server.id, task), reach: work.reach, redactor, now: () => work.resources.clock.now(), signal,
      onFindings: (some) => Promise.resolve(void findings.push(...some)),
    });
    return { findings, problem: null };
  } catch (error) {
    if (!isGroundcrewError(error)) work.resources.log.error({ err: error, server: server.id }, 'a diagnosis could not ask every check');
    return { findings, problem: `Not every check could be asked: ${isGroundcrewError(error) ? error.message : 'the console met an error of its own, which its log describes.'}` };
  }
}
