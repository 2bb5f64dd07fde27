import { randomBytes } from 'node:crypto';
import { isSecret } from '@/lib/core/secret';
import type { Command } from '@/lib/shell/command';
import type { Answer } from '@/lib/shell/host';
import { quote } from '@/lib/shell/quote';
import { readScript } from '@/lib/shell/read-script';
import { wordsOf } from '@/lib/shell/render';
import { fail } from './failures';
import type { Link } from './link';
import { runProgram } from './run-program';

const mostBytes = 1e6;
const mostErrorBytes = 64 * 1024;

/**
 * Runs reading commands, those of root and those of the login user in one script each; answers in order.
 * A command that takes too long or says too much does not stop the others.
 */
export async function ask(link: Link, commands: readonly Command[], options: { timeout?: number; signal?: AbortSignal } = {}): Promise<Answer[]> {
  const seconds = Math.max(1, Math.ceil((options.timeout ?? 20_000) / 1000));
  const indexes = { root: [] as number[], login: [] as number[] };
  commands.forEach((command, index) => indexes[link.profile.login === 'root' ? 'login' : command.as].push(index));
  const answers: Answer[] = [];
  const askAs = async (as: 'root' | 'login') => {
    const chosen = indexes[as].map((index) => commands[index]).filter((command) => command !== undefined);
    if (chosen.length === 0) return;
    const got = await askOne(link, as, chosen, seconds, options.signal);
    indexes[as].forEach((index, position) => (answers[index] = got[position] as Answer));
  };
  await Promise.all([askAs('root'), askAs('login')]);
  return answers;
}

async function askOne(link: Link, as: 'root' | 'login', commands: readonly Command[], seconds: number, signal?: AbortSignal): Promise<Answer[]> {
  const marker = randomBytes(16).toString('hex');
  const result = await runProgram(link, {
    as, text: questionsProgram(marker, commands), parameters: [String(mostBytes + 1), String(mostErrorBytes), String(seconds)],
    timeout: commands.length * (seconds + 4) * 1000 + 10_000,
    // Each answer is cut by ask.pl; besides there are the marker lines.
    most: { stdout: commands.length * (mostBytes + 1000) + mostErrorBytes, stderr: (commands.length + 1) * (mostErrorBytes + 1000) },
    ...(signal ? { signal } : {}),
  });
  const outs = parts(result.stdout, marker);
  const errors = parts(result.stderr, marker);
  if (outs.length === 0 && result.exitCode === 127) throw fail('remote.perl-missing', link.profile);
  if (outs.length !== commands.length || errors.length !== commands.length) throw fail('remote.garbled', link.profile, { detail: result.stderr.toString('utf8') });
  return outs.map(({ bytes, tail }, index) => ({
    exitCode: /^\d+$/.test(tail) ? Number(tail) : null,
    stdout: bytes.subarray(0, mostBytes).toString('utf8'),
    stderr: errors[index]?.bytes.toString('utf8') ?? '',
    truncated: bytes.length > mostBytes,
    timedOut: tail === 'timed-out',
  }));
}

/** Marker and questions come from the shell's own printf: no process shows them. What a login sets for its own Perl is not for ours. */
function questionsProgram(marker: string, commands: readonly Command[]): string {
  return `command -v perl >/dev/null || return 127
unset PERL5OPT PERL5LIB PERL_UNICODE PERLIO
printf %s ${quote([items([marker]), ...commands.map(question)].join(''))} | perl -e ${quote(readScript('ssh/ask.pl'))} -- "$@"`;
}

/** As ask.pl takes it: the number of words, the words, and what it reads, each as `LENGTH:BYTES`. */
export function question(command: Command): string {
  if (command.kind === 'install' || command.kind === 'reboot') throw new Error(`A command that changes the server can't be asked: ${command.kind}`);
  const words = wordsOf(command);
  const { stdin = '' } = command;
  return items([String(words.length), ...words, isSecret(stdin) ? stdin.reveal() : stdin]);
}

const items = (texts: readonly string[]): string => texts.map((text) => `${Buffer.byteLength(text)}:${text}`).join('');

/** Cuts a stream at the marker lines. `tail`: what stands behind the marker on its line. */
function parts(stream: Buffer, marker: string): { bytes: Buffer; tail: string }[] {
  const found: { bytes: Buffer; tail: string }[] = [];
  const sign = `\n${marker}`;
  for (let from = 0; ;) {
    const at = stream.indexOf(sign, from);
    if (at === -1) return found;
    const end = stream.indexOf('\n', at + 1);
    const to = end === -1 ? stream.length : end;
    found.push({ bytes: stream.subarray(from, at), tail: stream.toString('latin1', at + sign.length, to).trim() });
    from = to + 1;
  }
}
