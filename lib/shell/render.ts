import path from 'node:path';
import { isSecret } from '@/lib/core/secret';
import type { Secret } from '@/lib/core/secret';
import type { CommandView } from '@/lib/contract/plan';
import type { Command, Exec, Install, Script } from './command';
import { quote, quoteAll } from './quote';
import { readScript } from './read-script';

const mask = '••••••';

/** The argv words of a command. A script becomes `sh -euc TEXT NAME ARGS`, or `perl -e TEXT -- ARGS`. Never holds a secret. */
export function wordsOf(command: Exec | Script): string[] {
  if (command.kind === 'script' && command.file.endsWith('.pl')) return ['perl', '-e', readScript(command.file), '--', ...command.args];
  if (command.kind === 'script') return ['sh', '-euc', readScript(command.file), path.basename(command.file), ...command.args];
  const variables = Object.entries(command.env ?? {});
  if (variables.length === 0 && command.cwd === undefined) return [...command.argv];
  for (const [name] of variables) if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`Not the name of a variable: ${name}`);
  if (command.argv[0].includes('=')) throw new Error('A program whose name holds "=" cannot be given an environment.');
  return ['env', ...(command.cwd === undefined ? [] : ['-C', command.cwd]), ...variables.map(([name, value]) => `${name}=${value}`), ...command.argv];
}

/**
 * One command as lines of a detached attempt's script (functions: lib/ssh/attempt.sh).
 * A secret is not in it: the n-th command's secret lies in the file `n` of the attempt's tmpfs folder.
 */
export function renderForAttempt(command: Command, index: number): string {
  return `begin ${index} ${quote(announce(command))}\n${call(command, index)}\n`;
}

function call(command: Command, index: number): string {
  if (command.kind === 'reboot') return 'restart_machine || fail $?';
  const input = command.kind === 'install' ? command.content : command.stdin;
  const words = command.kind === 'install'
    ? `put ${quoteAll([command.path, octal(command.mode), command.owner])}`
    : `as_${command.as} ${quoteAll(wordsOf(command))}`;
  if (isSecret(input)) return `with_secret ${index} ${words} || fail $?`;
  if (input === undefined) return `${words} </dev/null || fail $?`;
  return `printf %s ${quote(input)} | ${words} || fail $?`;
}

/** How a command is announced in the raw log, as `set -x` would: one line, without secrets. */
export function announce(command: Command): string {
  const text = textOf(command).split('\n')[0] ?? '';
  return `+ ${text.length > 400 ? `${text.slice(0, 400)} …` : text}`;
}

/** A command as a person would type it: only words that need quotes have them. */
function textOf(command: Command): string {
  switch (command.kind) {
    case 'reboot': return 'systemctl reboot';
    case 'install': return `install -m ${octal(command.mode)} -o ${plain(command.owner.split(':')[0] ?? '')} -g ${plain(command.owner.split(':')[1] ?? '')} … ${plain(command.path)}`;
    case 'script': return [command.file.endsWith('.pl') ? 'perl' : 'sh', command.file, ...command.args].map(plain).join(' ') + inputHint(command.stdin);
    case 'exec': return wordsOf(command).map(plain).join(' ') + inputHint(command.stdin);
  }
}

function inputHint(input: string | Secret | undefined): string {
  if (input === undefined) return '';
  return isSecret(input) ? ` <<< ${mask}` : ' <<< …';
}

/** One word as a person would type it: in quotes only where it needs them. To be shown; what runs is always quoted. */
export function plain(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : quote(word);
}

/**
 * A command as the plan shows it. `before`: what the target of an install holds now (null: nothing, or not to be shown);
 * `mask` takes known secrets out of any text, such as a redactor's `redact`.
 */
export function viewOf(command: Command, options: { before?: string | null; mask: (text: string) => string }): CommandView {
  const input = command.kind === 'exec' || command.kind === 'script' ? command.stdin : undefined;
  const shownInput = typeof input === 'string' ? `\n${input}` : '';
  return {
    kind: command.kind,
    text: options.mask(textOf(command) + shownInput),
    as: command.as,
    effect: command.effect,
    why: options.mask(command.why),
    file: command.kind === 'install' ? fileView(command, options) : null,
    script: command.kind === 'script' ? readScript(command.file) : null,
  };
}

function fileView(command: Install, { before, mask: hide }: { before?: string | null; mask: (text: string) => string }): CommandView['file'] {
  const isHidden = isSecret(command.content);
  return {
    path: hide(command.path),
    mode: octal(command.mode),
    owner: command.owner,
    // A file that is secret as a whole is shown with its known secrets masked; the redactor knows them.
    before: before === undefined || before === null ? null : hide(before),
    after: hide(contentOf(command.content)),
    secret: isHidden,
  };
}

function contentOf(content: string | Secret): string {
  return isSecret(content) ? content.reveal() : content;
}

function octal(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`;
}
