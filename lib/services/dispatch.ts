import { verbs, type InputOf, type OutputOf, type ParsedInputOf, type Verb, type VerbName } from '@/lib/contract/verbs';
import { GroundcrewError, isGroundcrewError, type ErrorCode } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { appendAudit } from '@/lib/store/audit';
import { auditSentence } from './audit-sentence';
import { withTitle } from './audit-titles';
import { implementations } from './implementations';
import { parseInput } from './parse-input';
import type { Context } from './types';

/** The verb of this name, or `not_found`. Own names only: "constructor" is none. */
export function findVerb(name: string): VerbName {
  if (!Object.hasOwn(verbs, name)) throw new GroundcrewError({ code: 'not_found', reason: 'verb', message: 'There is no such verb.' });
  return name as VerbName;
}

/** Calls a verb for `context`: policy, schema, act, audit, answer by schema. The only way to an implementation. */
export async function dispatch<V extends VerbName>(name: V, context: Context, rawInput: InputOf<V>): Promise<OutputOf<V>> {
  const verb: Verb = verbs[name];
  let input: unknown;
  try {
    authorize(verb, context);
    input = parseInput(verb.input, rawInput);
    const output = verb.output.parse(await implementations[name](context, input as ParsedInputOf<V>)) as OutputOf<V>;
    await audit(name, context, input, output, context.auditOutcome ?? 'ok');
    return output;
  } catch (error) {
    const shown = isGroundcrewError(error) ? error : ours(name, context, error);
    // Tries while the sign-in is paused leave no rows: a stranger would fill the disk.
    if (shown.code !== 'throttled') await audit(name, context, input, undefined, refusals.includes(shown.code) ? 'refused' : 'failed');
    throw shown;
  }
}

/** Deny by default: only what the policy names is let through. */
function authorize(verb: Verb, context: Context): void {
  if (verb.policy === 'anonymous') return;
  if (!context.actor) throw new GroundcrewError({ code: 'unauthenticated', message: 'Nobody is signed in.', remedy: 'Sign in, then try again.' });
  if (verb.policy !== context.actor.role) throw new GroundcrewError({ code: 'forbidden', message: 'Your role may not do this.' });
}

/** Errors by which nothing was begun; after any other something may have been. */
const refusals: readonly ErrorCode[] = ['invalid_input', 'unauthenticated', 'forbidden', 'not_found', 'conflict', 'throttled', 'locked'];

/** Adds the line of a mutation whose input was a good one, so that what stands in it has passed the schema. */
async function audit(name: VerbName, context: Context, input: unknown, output: unknown, outcome: 'ok' | 'refused' | 'failed'): Promise<void> {
  const words = verbs[name].audit;
  if (words === null || input === undefined) return;
  const serverName = textAt(input, 'server') ?? textAt(output, 'serverName') ?? (name.startsWith('server.') ? textAt(input, 'name') : null);
  const actor = context.actor?.name ?? (outcome === 'ok' ? textAt(input, 'name') : null) ?? 'anonymous';
  const sentence = auditSentence(words, outcome, { serverName, from: context.actor ? null : context.address, note: context.auditNote === undefined ? undefined : withTitle(context.auditNote) });
  await appendAudit(context.resources.database, { actor, verb: name, serverName, sentence, outcome }, context.clock.now());
}

function textAt(value: unknown, key: string): string | null {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : null;
  return typeof found === 'string' ? found : null;
}

/** An error that was not foreseen: the log keeps it, the operator gets its number and no internals. */
function ours(name: string, context: Context, cause: unknown): GroundcrewError {
  if (/SQLITE_FULL|database or disk is full|ENOSPC/.test(String(cause))) return new GroundcrewError({ code: 'storage', reason: 'disk-full', message: 'The disk of the console is full. What was asked was not stored.', remedy: `Free some space on the disk of ${context.resources.environment.dataDirectory}, then try again.`, cause });
  // A unique name that was taken, or a row that was removed, between the verb's own look and its write.
  if (['P2002', 'P2003', 'P2025'].includes((cause as { code?: string } | null)?.code ?? '')) return new GroundcrewError({ code: 'conflict', reason: 'moved', message: 'The same was changed elsewhere at this moment, so what was asked was not stored.', remedy: 'Reload the page and look before you try again.', cause });
  const number = newId();
  context.resources.log.error({ err: cause, verb: name, number }, 'a verb failed');
  return new GroundcrewError({ code: 'internal', message: 'The console made a mistake. What was asked may not have been done.', remedy: `Reload the page and look before you try again. The console's log has the details under ${number}.`, cause });
}
