import { ask, sudo } from '@/lib/shell/command';
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
  const people = names(context, who?.exitCode === 0 ? who.stdout : '').map((line) => line.split(/\s+/)[0] ?? '');
  const running = names(context, containers?.exitCode === 0 ? containers.stdout : '');
  const affected = [
    people.length > 0 ? `Logged in now: ${[...new Set(people)].join(', ')}.` : 'Nobody else is logged in.',
    running.length > 0 ? `Running containers: ${running.slice(0, 10).join(', ')}${running.length > 10 ? ` and ${running.length - 10} more` : ''}.` : 'No container runs.',
  ].join(' ');
  if (at !== null && at > now) return `The server restarts at ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC. ${affected}`;
  return `The server must restart now, or at a time that you choose. ${affected}`;
}

/** Lines from the server, as hostile as any: no control or direction characters, shortened. */
function names(context: RunContext, text: string): string[] {
  const clean = (line: string) => context.redactor.redact(line).replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, 80);
  return text.split('\n').map(clean).filter((line) => line !== '');
}
