import { hasSampleShape, isSampleWord } from './sample-values';
import type { Remark } from '@/lib/contract/materials';
import type { EnvFile, EnvProblem, EnvRule } from './env-file';
import { isSecretName, isSecretValue } from './variable-meanings';

const slot = 'constants';
type Words = Pick<Remark, 'severity' | 'message' | 'remedy'>;

const words: Record<EnvRule, (about: string) => Words> = {
  syntax: (about) => ({ severity: 'error', message: `The line beginning "${printable(about)}" is not a variable; Docker Compose refuses the whole file.`, remedy: 'Write NAME=value, or put "#" before the line.' }),
  'quote-open': (about) => ({ severity: 'error', message: `The quotation mark of ${printable(about)} is never closed; Docker Compose refuses the whole file.`, remedy: 'Close it, or enter the value again in the table.' }),
  'no-equals': (about) => ({ severity: 'warning', message: `${printable(about)} has no "="; Docker Compose would take it from the environment of the command, where it is not set.`, remedy: 'Write NAME=value, or remove the line.' }),
  'digit-name': (about) => ({ severity: 'warning', message: `${printable(about)} begins with a digit; Docker Compose ignores it.`, remedy: 'Rename it, or remove the line.' }),
  'spaces-around-equals': (about) => ({ severity: 'info', message: `${printable(about)} has blanks around "=". Docker Compose accepts that; a shell that sources the file does not.`, remedy: null }),
  'yaml-colon': (about) => ({ severity: 'info', message: `${printable(about)} is written with ":" instead of "=". Docker Compose accepts that; a shell that sources the file does not.`, remedy: null }),
  'comment-is-value': (about) => ({ severity: 'warning', message: `The comment behind ${printable(about)}= is read as its value.`, remedy: 'Put the comment on a line of its own.' }),
  'template-invalid': (about) => ({ severity: 'error', message: `The value of ${printable(about)} holds a "$" that Docker Compose can't read; it refuses the whole file.`, remedy: 'Put single quotes around the value, or enter it again in the table.' }),
  'template-unset': (about) => ({ severity: 'warning', message: `A value uses $${printable(about)}, which is not set above it, so nothing stands in its place.`, remedy: 'If the "$" belongs to the value, put single quotes around it, or enter the value again in the table.' }),
};

/** Published with the open-source server, so known to everybody. Source: its secure.conf. */
const publicDefaults = new Set(['EGRTCO8JMSIGI6S39GTP43NFWXDQOW', '62T8CP7HGBC6647XF9314C2VY67RJO']);
/** Remarks on constants.env: what Compose refuses or misreads, duplicates, samples, public and too short secrets. */
export function constantsRemarks({ entries, problems }: EnvFile): Remark[] {
  const remarks: Remark[] = [];
  const add = (severity: Remark['severity'], rule: string, line: number | null, message: string, remedy: string | null = null) => remarks.push({ severity, rule, slot, line, message, remedy });
  for (const problem of problems.slice(0, 200)) remarks.push(describe(problem));
  const lines = new Map<string, number[]>();
  for (const { name, line } of entries) lines.set(name, [...(lines.get(name) ?? []).slice(-9), line]);
  for (const [name, found] of lines) {
    const last = found.at(-1);
    if (found.length > 1 && last) add('warning', 'duplicate-variable', last, `${printable(name)} is set more than once (lines ${found.join(', ')}); line ${last} counts.`, 'Remove the lines that do not count.');
  }
  for (const { name, value, line } of entries.slice(0, 5000)) {
    const isSecret = isSecretName(name) || isSecretValue(value);
    if (value === '') continue;
    if (publicDefaults.has(value)) add('warning', 'public-default', line, `${name} is a key that is published with the open-source server; everybody knows it.`, 'Replace it by a value of your own.');
    else if (hasSampleShape(value)) add('warning', 'sample-value', line, `${name} still holds a sample value.`, 'Enter the real value.');
    else if (isSecret && isSampleWord(value)) add('warning', 'sample-secret', line, `${name} holds a sample, not a secret.`, 'Enter the real value.');
    else if (isSecret && value.length < 4) add('warning', 'short-secret', line, `${name} has fewer than 4 characters. So short a secret can't be hidden in logs.`, 'Use a longer one.');
  }
  return remarks;
}

function describe({ rule, line, about }: EnvProblem): Remark {
  return { rule, slot, line, ...words[rule](about) };
}

/** Without signs that a page would act on. */
export const harmless = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ');

/** A stranger's text within a sentence. */
export function printable(text: string): string {
  const clean = harmless(text);
  return clean.length > 80 ? `${clean.slice(0, 80)}…` : clean;
}
