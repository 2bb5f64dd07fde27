import { isSecret } from '@/lib/core/secret';
import type { Secret } from '@/lib/core/secret';
import type { Command } from './command';
import { quote, quoteAll } from './quote';
import { readScript } from './read-script';
import { wordsOf } from './render';

/** A part of the script: its heading, what to say about it, and what it runs. */
export interface HandSection {
  readonly title: string;
  /** Each becomes one line of comment: why, the guide's line, where we depart from it. */
  readonly comments: readonly string[];
  readonly commands: readonly Command[];
  /** What is lost by it: the server's name is asked for before. */
  readonly destroys?: readonly string[];
  /** Why it could not be planned, a whole sentence: the script stops there. */
  readonly blockedBy?: string | null;
}

export interface HandOptions {
  readonly title: string;
  /** Stand below the title. */
  readonly notes?: readonly string[];
  readonly login: string;
  /** The name that is typed before something is destroyed. */
  readonly server: string;
  /** /etc/machine-id of the machine for which it was planned: it runs on no other. null: not known. */
  readonly machine: string | null;
  /** What a prompt calls a secret. */
  readonly nameOf?: (command: Command) => string;
}

/**
 * A bash script that does the same by hand, run as root on the server. No secret is in it: each is asked for, or read from
 * a file that the reader names.
 */
export function renderForHand(sections: readonly HandSection[], options: HandOptions): string {
  const name = options.nameOf ?? secretName;
  const parts = sections.map(({ title, comments, commands, destroys = [], blockedBy = null }) => [
    `# --- ${oneLine(title)}`,
    ...comments.map((text) => `# ${oneLine(text)}`),
    ...destroys.map((loss) => `# DESTROYS: ${oneLine(loss)}`),
    ...(destroys.length > 0 ? [`confirm ${quoteAll(destroys.map(oneLine))}`] : []),
    ...(blockedBy === null ? [] : [`blocked ${quote(oneLine(blockedBy))}`]),
    ...commands.map((command) => [...(command.why === '' ? [] : [`# ${oneLine(command.why)}`]), call(command, name)].join('\n')),
  ].join('\n'));
  const restarts = sections.some(({ commands }) => commands.some(({ kind }) => kind === 'reboot'));
  const head = `login=${quote(options.login)} server=${quote(options.server)} machine=${quote(options.machine ?? '')} restarts=${quote(restarts ? '1' : '')}`;
  return `#!/usr/bin/env bash\n${[options.title, ...(options.notes ?? [])].map((line) => `# ${oneLine(line)}\n`).join('')}${head}\n${readScript('shell/by-hand.sh')}\n${parts.join('\n\n')}\n`;
}

function call(command: Command, name: (command: Command) => string): string {
  switch (command.kind) {
    case 'reboot': return `restart_machine`;
    case 'install': return fed(command.content, `put ${quoteAll([command.path, `0${command.mode.toString(8)}`, command.owner])}`, command, name);
    default: return fed(command.stdin, `as_${command.as} ${quoteAll(wordsOf(command))}`, command, name);
  }
}

function fed(input: string | Secret | undefined, text: string, command: Command, name: (command: Command) => string): string {
  if (input === undefined) return `${text} </dev/null`;
  if (isSecret(input)) return `secret ${quote(oneLine(name(command)))} | ${text}`;
  return `printf %s ${quote(input)} | ${text}`;
}

function secretName(command: Command): string {
  return command.kind === 'install' ? `the content of ${command.path}` : `the input of ${wordsOf(command as never)[0] ?? 'the command'}`;
}

/** A comment must not become a command: it ends where a line ends. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
