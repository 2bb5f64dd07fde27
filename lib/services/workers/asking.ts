import { askFacts } from '@/lib/engine/ask';
import type { Check, Readings } from '@/lib/engine/types';
import type { Evaluated } from '@/lib/engine/evaluate';
import { evaluate } from '@/lib/engine/evaluate';
import type { Finding } from '@/lib/contract/finding';
import type { Fact, Reading } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import type { Answer, Host, Reach } from '@/lib/shell/host';
import type { Redactor } from '@/lib/shell/redact';
import { viewOf } from '@/lib/shell/render';
import { repairId } from '../shown';

export interface Asked {
  readonly findings: readonly Finding[];
  readonly readings: Readings;
}

const together = 5;
const mostEvidence = 4000;

interface Options {
  /** Runs a task on the open connection. */
  readonly ask: <T>(task: (host: Host) => Promise<T>) => Promise<T>;
  readonly reach: Reach;
  readonly redactor: Redactor;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Told in the order of `checks`, a few at a time. */
  readonly onFindings: (findings: readonly Finding[]) => Promise<void>;
}

/**
 * Asks and judges checks, a few in each round trip so that findings appear as they arrive. A fact that several checks
 * need is asked once. Rejects with GroundcrewError when the connection fails.
 */
export async function askChecks(checks: readonly Check<Inputs>[], inputs: Inputs, { ask, reach, redactor, now, signal, onFindings }: Options): Promise<Asked> {
  const readings = new Map<string, Reading<unknown>>();
  const answers = new Map<string, Answer>();
  const findings: Finding[] = [];
  for (let from = 0; from < checks.length && !signal.aborted; from += together) {
    const group = checks.slice(from, from + together);
    const missing = group.flatMap((check) => Object.values(check.needs(inputs))).filter((fact) => !readings.has(fact.id));
    const fresh = await ask((host) => askFacts(host, reach, missing, { signal, onAnswer: (fact, answer) => void answers.set(fact.id, answer) }));
    for (const [id, reading] of fresh) readings.set(id, reading);
    const judged = group.map((check) => toFinding(evaluate(check, readings, inputs, now()), Object.values(check.needs(inputs)), { readings, answers, redactor }));
    findings.push(...judged);
    await onFindings(judged);
  }
  return { findings, readings };
}

/** What one round of asking brought. */
export interface Known {
  readonly readings: ReadonlyMap<string, Reading<unknown>>;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly redactor: Redactor;
  /** By the fact's id, where several findings of one round share what was answered. */
  readonly shared?: Map<string, Finding['evidence'][number]>;
}

/** What was judged, redacted, with its evidence and the commands of its repair. */
export function toFinding(evaluated: Evaluated, facts: readonly Fact<unknown>[], known: Known): Finding {
  const mask = (text: string) => known.redactor.redact(text);
  const { repair, isNote, ...open } = evaluated;
  const commands = repair?.commands.map((command) => viewOf(command, { mask })) ?? [];
  return {
    ...open,
    ...(isNote && { isNote }),
    message: mask(evaluated.message),
    actual: evaluated.actual === null ? null : mask(evaluated.actual),
    ...(evaluated.subjects && { subjects: evaluated.subjects.map(mask) }),
    repair: repair === null ? null : { id: repairId(commands), title: repair.title, commands },
    evidence: facts.map((fact) => sharedEvidence(fact, known, mask)),
    override: null,
  };
}

function sharedEvidence(fact: Fact<unknown>, known: Known, mask: (text: string) => string): Finding['evidence'][number] {
  const before = known.shared?.get(fact.id);
  if (before) return before;
  const made = evidenceOf(fact, known, mask);
  known.shared?.set(fact.id, made);
  return made;
}

function evidenceOf(fact: Fact<unknown>, { readings, answers }: Known, mask: (text: string) => string): Finding['evidence'][number] {
  // A part of a text keeps the whole of it in memory; copied, it does not.
  const partOf = (text: string) => Buffer.from(text.slice(0, mostEvidence)).toString('utf8');
  const shorten = (text: string) => (text.length > mostEvidence ? `${partOf(text)}\n… (${text.length - mostEvidence} more characters)` : text);
  if (fact.from === 'console') {
    const reading = readings.get(fact.id);
    const output = reading === undefined ? '' : reading.readable ? JSON.stringify(reading.value, null, 2) : reading.reason;
    return { command: mask(fact.shown), exitCode: null, output: shorten(mask(output ?? 'absent')) };
  }
  const answer = answers.get(fact.id);
  // A file may hold secrets that the console does not know, and a receipt hashes of them; their findings say what matters.
  const output = answer === undefined ? '' : /^(file|receipt):/.test(fact.id) ? '(the content of the file is not shown)' : [answer.stdout, answer.stderr].filter((text) => text !== '').join('\n');
  return { command: viewOf(fact.command, { mask }).text, exitCode: answer?.exitCode ?? null, output: shorten(mask(output)) };
}
