import type { Answer } from '@/lib/shell/host';
import { Unreadable } from './fact';

/** Standard output of a command that must have succeeded in time and in full; else `Unreadable`. `what` names the question: "the memory". */
export function printed(answer: Answer, what: string): string {
  whole(answer, what);
  if (answer.exitCode !== 0) throw new Unreadable(`The server could not tell ${what}: ${firstLine(answer.stderr || answer.stdout) || `exit code ${answer.exitCode ?? 'none'}`}.`);
  return answer.stdout;
}

/** The answer, whatever its exit code, as long as it came in time and in full. */
export function whole(answer: Answer, what: string): Answer {
  if (answer.timedOut) throw new Unreadable(`The server did not tell ${what} in time.`);
  if (answer.truncated) throw new Unreadable(`The server's answer about ${what} was too long to be believed.`);
  if (answer.exitCode === null) throw new Unreadable(`The question about ${what} was ended by a signal.`);
  return answer;
}

/** Whether the shell found no such program (exit code 127 or 126). */
export const noSuchProgram = (answer: Answer): boolean => answer.exitCode === 127 || answer.exitCode === 126;

/** The first line, at most 200 characters, without control characters and without its full stop. */
export function firstLine(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim().slice(0, 200).replace(/\.$/, '');
}

/** A whole number of digits only, or `Unreadable`. */
export function wholeNumber(text: string | undefined, what: string): number {
  const digits = (text ?? '').trim();
  if (!/^\d{1,15}$/.test(digits)) throw new Unreadable(`The server's answer about ${what} is not a number.`);
  return Number(digits);
}

/** Parses JSON, or `Unreadable`. */
export function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Unreadable(`The server's answer about ${what} can't be read: ${firstLine(text) || 'it is empty'}.`);
  }
}

/** What hangs below a part of a JSON document; nothing where the part is no object or list. */
export const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {});

/** A part of a JSON document that is to be a text; empty where it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
