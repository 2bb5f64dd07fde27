import { isSecret } from '@/lib/core/secret';
import type { Command } from '@/lib/shell/command';
import type { Ended } from '@/lib/shell/host';
import { readScript } from '@/lib/shell/read-script';
import { wordsOf } from '@/lib/shell/render';
import { fail } from './failures';
import type { Link } from './link';
import { runProgram } from './run-program';

/**
 * Runs one reading command and hands out what it says as it comes; the next chunk waits for the promise of `onBytes`, and so do the server and
 * the command: nothing is collected. Once nobody listens the command is ended there (read.sh).
 * @throws GroundcrewError `aborted`, `connection.*`, `sudo.*`, and what `onBytes` rejects with
 */
export async function read(link: Link, command: Command, onBytes: (chunk: Buffer) => void | Promise<void>, signal?: AbortSignal): Promise<Ended> {
  if (command.kind === 'install' || command.kind === 'reboot') throw new Error(`A command that changes the server can't be read: ${command.kind}`);
  const { stdin = '' } = command;
  const { exitCode, stderr } = await runProgram(link, {
    as: link.profile.login === 'root' ? 'login' : command.as,
    text: readScript('ssh/read.sh'),
    parameters: [isSecret(stdin) ? stdin.reveal() : stdin, ...wordsOf(command)],
    isInputKept: true,
    onStdout: onBytes,
    ...(signal ? { signal } : {}),
  });
  if (!link.isOpen) throw fail('connection.lost', link.profile);
  return { exitCode, stderr: stderr.toString('utf8') };
}
