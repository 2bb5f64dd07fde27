import { attemptResult, commandResult, type InstallRecord, type RecordedAttempt } from '@/lib/contract/record';
import { formatDuration } from '@/lib/core/units';

/** The install record as Markdown. Text from a server or a person can't become markup. */
export function recordMarkdown(record: Omit<InstallRecord, 'markdown'>): string {
  const { serverName, address, clearmlUrl, verifiedAt, by, startedAt, endedAt, files, steps, overrides, skipped } = record;
  const facts = [
    `- Server: ${plain(serverName)} (${plain(address)})`,
    `- ClearML: ${clearmlUrl === null ? 'not verified yet' : `${plain(clearmlUrl)}, ${verifiedAt === null ? 'not verified since the last change' : `verified ${verifiedAt}`}`}`,
    `- Installed by ${plain(by)}, ${startedAt} to ${endedAt ?? 'not ended'}`,
  ];
  return [
    `# Install record of ${plain(serverName)}`,
    '',
    ...facts,
    ...section('Files', files.map(({ fileName, sha256 }) => `- ${plain(fileName)}: sha256 ${sha256}`)),
    ...section('Steps', steps.flatMap(stepLines)),
    ...section('Departures from the guide', steps.flatMap(({ title, departure }) => (departure === null ? [] : [`- ${plain(title)}: ${plain(departure)}`]))),
    ...section('Overridden findings', overrides.map(({ title, message, reason, by: who, at }) => `- ${plain(title)}: "${plain(message)}", accepted by ${plain(who)} at ${at}: ${plain(reason)}`)),
    ...section('Skipped steps', skipped.map(({ title, reason }) => `- ${plain(title)}: ${plain(reason)}`)),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

function stepLines({ title, guide, state, milliseconds, exitCode, attempts }: InstallRecord['steps'][number], index: number): string[] {
  const facts = [state, milliseconds === null ? '' : formatDuration(milliseconds), exitCode === null ? '' : `exit code ${exitCode}`, guide === null ? '' : `guide ${guide}`].filter((fact) => fact !== '');
  // What belongs to a list item begins at its text; a code block stands four columns to the right of that.
  const indent = ' '.repeat(String(index + 1).length + 2);
  return [`${index + 1}. ${plain(title)} (${facts.join(', ')})`, ...attempts.flatMap((attempt, at) => attemptLines(attempt, at, attempts.length, indent))];
}

function attemptLines(attempt: RecordedAttempt, index: number, of: number, indent: string): string[] {
  const heading = `${indent}Attempt ${index + 1} of ${of}, begun ${attempt.startedAt}: ${attemptResult(attempt)}.`;
  const code = attempt.commands.flatMap((command) => [...command.text.split('\n'), `# ${commandResult(command)}`]);
  return ['', heading, ...(code.length === 0 ? [] : ['', ...code.map((line) => `${indent}    ${line}`)]), ''];
}

const plain = (text: string): string => text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>#|]/g, (character) => `\\${character}`);
