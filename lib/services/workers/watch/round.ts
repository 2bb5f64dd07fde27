import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { askFacts, type Asked } from '@/lib/engine/ask';
import type { Probe, Readings } from '@/lib/engine/types';
import type { Fact, Reading } from '@/lib/facts/fact';
import { proc, type Proc } from '@/lib/facts/proc';
import type { Inputs } from '@/lib/guide/inputs';
import type { Answer } from '@/lib/shell/host';
import { maskError } from '../../mask-error';
import type { Work } from '../../work';
import { awayCodes } from '../is-away';
import { factsOf, judgeProbe, type Before, type Judged } from './judge-probes';
import type { Turn } from './turns';
import type { WatchInputs } from './watch-inputs';

/** What one round of asking brought. */
export interface Round {
  /** When the answers were in, in milliseconds. */
  readonly at: number;
  readonly judged: readonly Judged[];
  /** The server was asked and answered. */
  readonly isAnswered: boolean;
  /** Why it could not be asked at all; its probes are then not judged. */
  readonly lost: GroundcrewError | null;
  /** Why commands of root were not run; null: they were. Undefined: none was to be run. */
  readonly sudo: GroundcrewError | null | undefined;
  /** Which boot of the machine answered; undefined where that was not told. */
  readonly boot: Proc['boot'];
  /** Probes of which a question took too long. */
  readonly slow: readonly Probe<Inputs>[];
}

interface Options {
  readonly before: Before;
  readonly signal: AbortSignal;
  /** sudo was refused earlier: root's questions are not asked. */
  readonly refused: GroundcrewError | null;
  /** Judging waits for it. */
  readonly turn: Turn;
}

const outages: readonly GroundcrewError['code'][] = [...awayCodes, 'not_found'];
const nobody: Asked = { ask: () => Promise.resolve([]) };

/** Asks what the probes need in one round trip and judges each. Never rejects for what the server does. */
export async function askRound(work: Work, { server, inputs, redactor }: WatchInputs, probes: readonly Probe<Inputs>[], { before, signal, refused, turn }: Options): Promise<Round> {
  const { clock, log } = work.resources;
  const note = (probe: Probe<Inputs>) => (error: unknown) => log.error({ err: error, server: server.id, probe: probe.id }, 'a probe met an error of our own');
  const needs = new Map(probes.map((probe) => [probe, factsOf(probe, inputs, note(probe))]));
  const isOfServer = (probe: Probe<Inputs>) => needs.get(probe)?.some(({ from }) => from === 'server') ?? false;
  const answers = new Map<string, Answer>();
  let sudo: GroundcrewError | null | undefined = [...needs.values()].flat().some((fact) => fact.from === 'server' && fact.command.as === 'root' && server.login !== 'root') ? refused : undefined;
  const ask = async (host: Asked, asked: readonly Probe<Inputs>[]): Promise<Readings> => {
    const facts = asked.flatMap((probe) => needs.get(probe) ?? []);
    const guarded: Asked = {
      async ask(commands, options) {
        if (sudo && commands.some(({ as }) => as === 'root')) throw sudo;
        return host.ask(commands, options).catch((error: unknown) => {
          if (isGroundcrewError(error) && error.code === 'sudo') sudo = maskError(error, redactor);
          throw error;
        });
      },
    };
    try {
      return await askFacts(guarded, work.reach, facts, { signal, onAnswer: (fact, answer) => void answers.set(fact.id, answer), onError: (fact, error) => log.error({ err: error, server: server.id, fact: fact.id }, 'an answer met an error of our own') });
    } catch (error) {
      // When all is root's, nothing is left to ask; the connection itself is fine.
      if (!isGroundcrewError(error) || error.code !== 'sudo') throw error;
      return new Map(facts.map((fact): [string, Reading<unknown>] => [fact.id, { readable: false, reason: error.message }]));
    }
  };
  const judge = (asked: readonly Probe<Inputs>[], readings: Readings, at: number) => {
    const known = { readings, answers, redactor, shared: new Map() };
    return turn(() => asked.map((probe) => judgeProbe(probe, inputs, known, before, at, note(probe))));
  };
  const timedOut = () => probes.filter((probe) => needs.get(probe)?.some(({ id }) => answers.get(id)?.timedOut === true));

  if (!probes.some(isOfServer)) {
    const readings = await ask(nobody, probes);
    return { at: clock.now(), judged: await judge(probes, readings, clock.now()), isAnswered: false, lost: null, sudo, boot: undefined, slow: [] };
  }
  try {
    const readings = await again(() => work.connections.use(server.id, (host) => ask(host, probes)));
    return { at: clock.now(), judged: await judge(probes, readings, clock.now()), isAnswered: true, lost: null, sudo, boot: bootOf(readings), slow: timedOut() };
  } catch (error) {
    const outside = probes.filter((probe) => !isOfServer(probe));
    const isOutage = isGroundcrewError(error) && outages.includes(error.code);
    if (!isGroundcrewError(error) && !signal.aborted) log.error({ err: error, server: server.id }, 'a round of probes met an error of our own');
    const rest = await judge(outside, signal.aborted ? new Map() : await ask(nobody, outside), clock.now());
    if (isOutage) return { at: clock.now(), judged: rest, isAnswered: false, lost: error, sudo, boot: undefined, slow: [] };
    const reason = isGroundcrewError(error) ? error.message : 'The console could not ask this: an error of its own, which its log describes.';
    const unreadable = (facts: readonly Fact<unknown>[]): Readings => new Map(facts.map((fact) => [fact.id, { readable: false, reason }]));
    const others = probes.filter(isOfServer);
    return { at: clock.now(), judged: [...(await judge(others, unreadable(others.flatMap((probe) => needs.get(probe) ?? [])), clock.now())), ...rest], isAnswered: false, lost: null, sudo, boot: undefined, slow: [] };
  }
}

function bootOf(readings: Readings): Proc['boot'] {
  const reading = readings.get(proc.id) as Reading<Proc> | undefined;
  return reading?.readable === true ? reading.value.boot : undefined;
}

/** A kept connection that turns out to be dead says nothing of the server yet: a new one does. */
async function again<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (isGroundcrewError(error) && error.reason === 'connection.lost') return attempt();
    throw error;
  }
}
