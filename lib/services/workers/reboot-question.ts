import { ask, sudo } from '@/lib/shell/command';
import type { Answer } from '@/lib/shell/host';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { RunContext } from './run-context';

/** A nod that is older than this is asked for again: nobody expects the restart any more. */
const longestDelay = 60 * 60_000;

/**
 * What the run waits for before it restarts the machine: a nod, or the time that was given; null: restart now.
 * Names who is logged in and which containers run, since both end with the restart.
 */
export async function rebootQuestion(context: RunContext, run: RunRecord): Promise<string | null> {
  const at = run.rebootAt === null ? null : Date.parse(run.rebootAt);
  const now = context.now();
  if (at !== null && at <= now && now - at <= longestDelay) return null;
  const [who, containers] = await context.use((host) => host.ask([ask(['who']), sudo(['docker', 'ps', '--format', '{{.Names}}'], { effect: 'reads' })]));
  const affected = `${loggedIn(context, who)} ${running(context, containers)}`;
  if (at !== null && at > now) return `The server restarts at ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC. ${affected}`;
  return `The server must restart now, or at a time that you choose. ${affected}`;
}

function loggedIn(context: RunContext, who: Answer | undefined): string {
  if (who?.exitCode !== 0) return `It is not known who is logged in: ${reason(context, who)}`;
  const people = names(context, who.stdout).map((line) => line.split(/\s+/)[0] ?? '');
  return people.length > 0 ? `Logged in now: ${[...new Set(people)].join(', ')}.` : 'Nobody else is logged in.';
}

/** What a shell says of a program that is not there. */
const noSuchProgram = 127;

function running(context: RunContext, containers: Answer | undefined): string {
  if (containers?.exitCode === noSuchProgram) return 'No container runs: Docker is not installed.';
  if (containers?.exitCode !== 0) return `It is not known which containers run: ${reason(context, containers)}`;
  const found = names(context, containers.stdout);
  return found.length > 0 ? `Running containers: ${found.slice(0, 10).join(', ')}${found.length > 10 ? ` and ${found.length - 10} more` : ''}.` : 'No container runs.';
}

/** Why there is no answer, to its full stop. */
function reason(context: RunContext, answer: Answer | undefined): string {
  if (answer === undefined || answer.timedOut) return 'the server took too long to answer.';
  const said = names(context, answer.stderr, 200)[0];
  if (said !== undefined) return `${said.replace(/[.?!]$/, '')}.`;
  return answer.exitCode === null ? 'the command was killed.' : `the command ended with exit code ${answer.exitCode}.`;
}

/** Lines from the server, as hostile as any: no control or direction characters, shortened. */
function names(context: RunContext, text: string, most = 80): string[] {
  const clean = (line: string) => context.redactor.redact(line).replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, most);
  return text.split('\n').map(clean).filter((line) => line !== '');
}
