import { isGroundcrewError } from '@/lib/core/errors';
import { isUnreadable, type Fact, type OutsideFact, type Reading, type ServerFact } from '@/lib/facts/fact';
import type { Answer, Host, Reach } from '@/lib/shell/host';
import type { Readings } from './types';

type Any = Fact<unknown>;

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Told of each server fact's answer, for the evidence beside a finding. */
  readonly onAnswer?: (fact: ServerFact<unknown>, answer: Answer) => void;
  /** Told of an error of our own in a fact, which then is an unreadable reading; without it, everything fails with that error. */
  readonly onError?: (fact: Fact<unknown>, error: unknown) => void;
}

/** Where the server's facts are asked. */
export type Asked = Pick<Host, 'ask'>;

/**
 * Asks each fact once (by id): those of the server in one round trip, those from outside at the same time.
 * A fact that can't be told becomes an unreadable reading. Rejects with GroundcrewError when the connection fails.
 */
export async function askFacts(host: Asked, reach: Reach, facts: Iterable<Any>, options: AskOptions = {}): Promise<Readings> {
  const unique = [...new Map([...facts].map((fact) => [fact.id, fact])).values()];
  const [server, outside] = await Promise.all([
    askServer(host, unique.filter((fact) => fact.from === 'server'), options),
    Promise.all(unique.filter((fact) => fact.from === 'console').map(async (fact) => [fact.id, await askOutside(reach, fact, options)] as const)),
  ]);
  return new Map([...server, ...outside]);
}

async function askServer(host: Asked, facts: readonly ServerFact<unknown>[], options: AskOptions): Promise<[string, Reading<unknown>][]> {
  if (facts.length === 0) return [];
  const timeout = facts.reduce((longest, fact) => Math.max(longest, fact.timeout ?? 0), 0);
  try {
    const answers = await host.ask(facts.map((fact) => fact.command), { ...(timeout > 0 && { timeout }), ...(options.signal && { signal: options.signal }) });
    return facts.map((fact, index) => {
      const answer = answers[index];
      if (answer === undefined) return [fact.id, { readable: false, reason: `The server gave no answer to "${fact.id}".` }];
      options.onAnswer?.(fact, answer);
      return [fact.id, read(fact, () => fact.parse(answer), options)];
    });
  } catch (error) {
    // Without sudo the login user's questions can still be answered; a second round trip asks only those.
    if (!isGroundcrewError(error) || error.code !== 'sudo' || facts.every((fact) => fact.command.as !== 'root')) throw error;
    const refused = facts.filter((fact) => fact.command.as === 'root');
    const asked = await askServer(host, facts.filter((fact) => fact.command.as !== 'root'), options);
    return [...asked, ...refused.map((fact): [string, Reading<unknown>] => [fact.id, fact.refused ? read(fact, () => fact.refused?.(error.message), options) : { readable: false, reason: error.message }])];
  }
}

async function askOutside(reach: Reach, fact: OutsideFact<unknown>, options: AskOptions): Promise<Reading<unknown>> {
  try {
    return { readable: true, value: await fact.ask(reach) };
  } catch (error) {
    if (isGroundcrewError(error)) return { readable: false, reason: error.message };
    return failed(fact, error, options);
  }
}

function read(fact: ServerFact<unknown>, parse: () => unknown, options: AskOptions): Reading<unknown> {
  try {
    return { readable: true, value: parse() };
  } catch (error) {
    return failed(fact, error, options);
  }
}

function failed(fact: Any, error: unknown, { onError }: AskOptions): Reading<unknown> {
  if (isUnreadable(error)) return { readable: false, reason: error.message };
  if (onError === undefined) throw error;
  onError(fact, error);
  return { readable: false, reason: `The console could not read the answer to "${fact.id}"; its log has the details.` };
}
