import { randomBytes } from 'node:crypto';
import { idPattern } from '@/lib/core/ids';
import { isSecret } from '@/lib/core/secret';
import type { Command } from '@/lib/shell/command';
import type { Attempt, AttemptStatus } from '@/lib/shell/host';
import { readScript } from '@/lib/shell/read-script';
import { renderForAttempt } from '@/lib/shell/render';
import { fail } from './failures';
import type { Link } from './link';
import { describeHolder } from './lock';
import { runProgram } from './run-program';
import { parseStatus } from './status';

/**
 * Starts an attempt as a transient unit, or finds that it was started before (attempt.sh, start.sh).
 * When it resolves, the attempt is claimed on the server's disk and will never be started a second time.
 * @throws GroundcrewError `attempt.not-started` (nothing ran), `connection.*`, `sudo.*`
 */
export async function start(link: Link, attempt: Attempt): Promise<'started' | 'attached'> {
  const id = checked(attempt.id);
  const script = attempt.commands.map(renderForAttempt).join('');
  const secrets = attempt.commands.flatMap((command, index) => secretOf(command, index));
  const result = await runProgram(link, {
    as: 'root',
    text: readScript('ssh/start.sh'),
    parameters: [id, randomBytes(6).toString('hex'), link.profile.login, 'attempt.sh', readScript('ssh/attempt.sh'), 'script', script, ...secrets],
    timeout: 60_000,
  });
  const said = result.stdout.toString('utf8').trim();
  if (said === 'started' || said === 'attached') return said;
  throw fail('attempt.not-started', link.profile, { extra: said.replace(/^failed: /, ''), detail: `${said}\n${result.stderr.toString('utf8')}` });
}

/** The attempt as the server knows it now. */
export async function status(link: Link, attemptId: string): Promise<AttemptStatus> {
  return askStatus(link, attemptId, 'print_status "$1"\n', 20_000);
}

/** Stops the unit; resolves once it is dead (systemd kills it after 30 s). */
export async function cancel(link: Link, attemptId: string): Promise<AttemptStatus> {
  return askStatus(link, attemptId, readScript('ssh/cancel.sh'), 90_000);
}

/**
 * Claims an attempt that has not begun, so that a start which is still on its way finds it taken; stops its unit.
 * @returns `claimed` where the attempt began before: then it was left as it is
 * @throws GroundcrewError `attempt.not-withdrawn`
 */
export async function withdraw(link: Link, attemptId: string): Promise<AttemptStatus> {
  return askStatus(link, attemptId, `${readScript('ssh/withdraw.sh')}\n${readScript('ssh/cancel.sh')}`, 90_000);
}

async function askStatus(link: Link, attemptId: string, text: string, timeout: number): Promise<AttemptStatus> {
  const result = await runProgram(link, { as: 'root', text: `${readScript('ssh/status.sh')}\n${text}`, parameters: [checked(attemptId)], timeout });
  // Only withdrawing says nothing at all: its claim could not be written.
  if (result.exitCode === 1 && result.stdout.length === 0) throw fail('attempt.not-withdrawn', link.profile, { extra: result.stderr.toString('utf8'), detail: result.stderr.toString('utf8') });
  return parseStatus(result.stdout.toString('utf8'), link.profile);
}

/** Ids of the attempts that left a folder on the server, newest first. */
export async function attempts(link: Link): Promise<string[]> {
  const result = await runProgram(link, { as: 'root', text: readScript('ssh/attempts.sh'), timeout: 20_000 });
  return result.stdout.toString('utf8').split('\n').filter((line) => idPattern.test(line));
}

/**
 * Removes run folders and what was proven; `run` is the one whose lock may go with it.
 * @throws GroundcrewError `lock.busy` while an attempt runs, `lock.held` while another holds the lock
 */
export async function clear(link: Link, run?: string): Promise<void> {
  const result = await runProgram(link, { as: 'root', text: readScript('ssh/clear.sh'), parameters: run === undefined ? [] : [run], timeout: 120_000 });
  const said = result.stdout.toString('utf8').trim();
  if (said === 'busy') throw fail('lock.busy', link.profile);
  if (said.startsWith('held')) throw fail('lock.held', link.profile, { extra: describeHolder(said.slice('held'.length)) });
  if (said !== 'cleared') throw fail('remote.garbled', link.profile, { detail: `${said}\n${result.stderr.toString('utf8')}` });
}

/** An id goes into paths and unit names: only what `newId()` makes. */
export function checked(id: string): string {
  if (!idPattern.test(id)) throw new Error('Not the id of an attempt.');
  return id;
}

function secretOf(command: Command, index: number): string[] {
  if (command.kind === 'reboot') return [];
  const value = command.kind === 'install' ? command.content : command.stdin;
  return isSecret(value) ? [String(index), value.reveal()] : [];
}
