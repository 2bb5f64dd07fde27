import { isSecret } from '@/lib/core/secret';
import type { Readings } from '@/lib/engine/types';
import type { Command } from '@/lib/shell/command';

const mask = '••••••';

/**
 * What the target of an install holds now, where a fact `file:<path>` was asked; null: nothing, or not known.
 * A file that is secret as a whole may hold secrets on the server that the console never knew: of the lines that
 * will change, only names are shown.
 */
export function contentBefore(command: Command, readings: Readings): string | null {
  if (command.kind !== 'install') return null;
  const reading = readings.get(`file:${command.path}`);
  if (!reading?.readable || typeof reading.value !== 'object' || reading.value === null) return null;
  const content = (reading.value as { content?: unknown }).content;
  if (typeof content !== 'string') return null;
  return isSecret(command.content) ? maskChanged(content, command.content.reveal()) : maskPasswords(content);
}

/** Of addresses such as "http://user:password@proxy": the old one may have had a password that the console never knew. */
const maskPasswords = (text: string): string => text.replace(/(:\/\/[^\s/:@"']*:)[^\s/@"']+(?=@)/g, `$1${mask}`);

function maskChanged(before: string, after: string): string {
  const kept = new Set(after.split('\n'));
  return before
    .split('\n')
    .map((line) => (kept.has(line) || line.trim() === '' ? line : maskLine(line)))
    .join('\n');
}

/** `NAME=value`, `key: value`; any other line is masked as a whole. */
function maskLine(line: string): string {
  const name = /^(\s*(?:- )?[\w.-]+\s*[=:]\s*)/.exec(line)?.[1];
  return name === undefined ? `${/^\s*/.exec(line)?.[0] ?? ''}${mask}` : `${name}${mask}`;
}
