import { verbs, type InputOf, type OutputOf, type ParsedInputOf, type Verb, type VerbName } from '@/lib/contract/verbs';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { appendAudit } from '@/lib/store/audit';
import { implementations } from './implementations';
import { parseInput } from './parse-input';
import type { Context, Implementations } from './types';

/** The verb of this name, or `not_found`. Own names only: "constructor" is none. */
export function findVerb(name: string): VerbName {
  if (!Object.hasOwn(verbs, name)) throw new GroundcrewError({ code: 'not_found', reason: 'verb', message: 'There is no such verb.' });
  return name as VerbName;
}

/** Calls a verb for `context`: policy, schema, act, audit, answer by schema. The only way to an implementation. */
export async function dispatch<V extends VerbName>(name: V, context: Context, rawInput: InputOf<V>, table: Partial<Implementations> = implementations): Promise<OutputOf<V>> {
  const verb: Verb = verbs[name];
  let input: unknown;
  try {
    authorize(verb, context);
    input = parseInput(verb.input, rawInput);
    const implementation = table[name];
    if (!implementation) throw new GroundcrewError({ code: 'internal', reason: 'verb.missing', message: `This build cannot do "${name}" yet.` });
    const output = verb.output.parse(await implementation(context, input as ParsedInputOf<V>)) as OutputOf<V>;
    await audit(verb, context, input, output, 'ok');
    return output;
  } catch (error) {
    const shown = isGroundcrewError(error) ? error : ours(name, context, error);
    await audit(verb, context, input, undefined, shown.code === 'internal' || shown.code === 'storage' || shown.code === 'remote' ? 'failed' : 'refused');
    throw shown;
  }
}

/** Deny by default: only what the policy names is let through. */
function authorize(verb: Verb, context: Context): void {
  if (verb.policy === 'anonymous') return;
  if (!context.actor) throw new GroundcrewError({ code: 'unauthenticated', message: 'Nobody is signed in.', remedy: 'Sign in, then try again.' });
  if (verb.policy !== context.actor.role) throw new GroundcrewError({ code: 'forbidden', message: 'Your role may not do this.' });
}

/** Strangers leave no rows by refused requests: the log of a busy port would fill the disk. Failed sign-ins are kept. */
async function audit(verb: Verb, context: Context, input: unknown, output: unknown, outcome: 'ok' | 'refused' | 'failed'): Promise<void> {
  if (verb.audit === null || input === undefined) return;
  const serverName = textAt(input, 'server') ?? textAt(output, 'serverName') ?? (verb.audit.endsWith('the server') ? textAt(input, 'name') : null);
  const actor = context.actor?.name ?? (outcome === 'ok' ? textAt(input, 'name') : null) ?? 'anonymous';
  const from = context.actor ? '' : ` from ${context.address}`;
  const name = Object.entries(verbs).find(([, each]) => each === verb)?.[0] ?? '';
  await appendAudit(context.resources.database, { actor, verb: name, serverName, sentence: `${verb.audit}${serverName ? ` ${serverName}` : ''}${from}${context.auditNote ? `: ${context.auditNote}` : ''}`, outcome }, context.clock.now());
}

function textAt(value: unknown, key: string): string | null {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : null;
  return typeof found === 'string' ? found : null;
}

/** An error that was not foreseen: the log keeps it, the operator gets its number and no internals. */
function ours(name: string, context: Context, cause: unknown): GroundcrewError {
  const number = newId();
  context.resources.log.error({ err: cause, verb: name, number }, 'a verb failed');
  return new GroundcrewError({ code: 'internal', message: 'The console made a mistake. What was asked may not have been done.', remedy: `Reload the page and look before you try again. The console's log has the details under ${number}.`, cause });
}
