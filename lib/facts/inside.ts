import type { Answer } from '@/lib/shell/host';
import type { Script } from '@/lib/shell/command';
import { firstLine, noSuchProgram, whole } from './answer';
import { Unreadable } from './fact';
import { reading } from './script-fact';

/** A question to a service of a Compose project, on the address of its own container: it need not publish a port. */
export interface InsideQuestion {
  /** Where the project lies. */
  readonly directory: string;
  /** Names of the service in compose files; the first that runs is asked. */
  readonly names: readonly string[];
  readonly port: number;
  /** GET requests, lines of text, or messages that begin with their length (in base64). */
  readonly how: 'http' | 'lines' | 'messages';
  readonly questions: readonly string[];
  readonly why: string;
}

/** `absent`: no Docker answers · `stopped`: no such container runs · `silent`: it runs and does not answer. */
export type InsideAnswer = { readonly state: 'absent' | 'stopped' } | { readonly state: 'silent'; readonly error: string } | { readonly state: 'answered'; readonly text: string };

export function insideCommand({ directory, names, port, how, questions, why }: InsideQuestion): Script {
  return reading('inside.pl', [directory, names.join(' '), String(port), how, ...questions], 'root', why);
}

/** What facts/inside.pl told. `what` names the question: "Redis". */
export function readInside(answer: Answer, what: string): InsideAnswer {
  const { stdout, stderr, exitCode } = whole(answer, what);
  if (noSuchProgram(answer)) throw new Unreadable('The server has no curl to ask with.');
  // timeout(1): the service took the connection, and then said nothing.
  if (exitCode === 124) return { state: 'silent', error: 'it takes connections and says nothing' };
  if (exitCode !== 0) throw new Unreadable(`The server could not ask ${what}: ${firstLine(stderr || stdout) || `exit code ${exitCode ?? 'none'}`}.`);
  const end = stdout.indexOf('\n');
  const first = (end === -1 ? stdout : stdout.slice(0, end)).trim();
  if (first === 'absent' || first === 'stopped') return { state: first };
  if (first.startsWith('error ')) return { state: 'silent', error: firstLine(first.slice('error '.length)) };
  if (first !== 'answer') throw new Unreadable(`The server's answer about ${what} can't be read.`);
  return { state: 'answered', text: stdout.slice(end + 1) };
}
