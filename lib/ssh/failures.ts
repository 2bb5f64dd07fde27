import { GroundcrewError } from '@/lib/core/errors';
import type { ErrorCode } from '@/lib/core/errors';
import type { HostKey } from './profile';

/** Where the connection was to go; the sentences name it. */
export interface Target {
  readonly address: string;
  readonly port: number;
  readonly login: string;
}

type Sentence = (target: Target, extra: string) => string;
interface Failure { readonly code: ErrorCode; readonly message: Sentence; readonly remedy: Sentence }

const at = ({ address, port }: Target) => `${address} port ${port}`;
const failure = (code: ErrorCode, message: Sentence, remedy: Sentence): Failure => ({ code, message, remedy });

/** Every way in which a connection can fail, by its stable reason, with a sentence of its own. */
export const failures = {
  'connection.name-not-found': failure('unreachable', ({ address }) => `The name ${address} was not found.`, () => 'Check the spelling, or enter the IP address instead.'),
  'connection.no-route': failure('unreachable', (t) => `There is no route to ${t.address}.`, () => 'Check the address, the VPN, and the network of the machine that runs this console.'),
  'connection.refused': failure('unreachable', (t) => `${t.address} refused the connection on port ${t.port}.`, () => 'Check the port, and that the SSH server is running (systemctl status ssh).'),
  'connection.timed-out': failure('unreachable', (t) => `${at(t)} did not answer.`, () => 'Check that the server is on, and that firewalls and security groups let this console through.'),
  'connection.silent': failure('unreachable', (t) => `${at(t)} accepted the connection and then said nothing.`, () => 'The server may be overloaded, or a firewall holds the connection. Try again, or log in on its console.'),
  'connection.not-ssh': failure('unreachable', (t, said) => `${at(t)} is not an SSH server${said ? `: it said "${said}"` : ''}.`, () => 'Enter the port on which SSH listens; it is 22 unless someone changed it.'),
  'connection.closed': failure('unreachable', (t) => `${at(t)} closed the connection before the login.`, () => 'It may have too many connections, or have blocked this console (fail2ban, hosts.deny). Wait a few minutes, then try again.'),
  'connection.algorithms': failure('unreachable', (t, kind) => `The console and ${t.address} share no ${kind || 'algorithm'}.`, () => 'The SSH server is very old or very strict. Allow a current algorithm in its sshd_config, such as curve25519-sha256, ssh-ed25519 and aes256-gcm.'),
  'connection.lost': failure('unreachable', (t) => `The connection to ${t.address} was lost.`, () => 'What runs on the server goes on. The console connects again by itself.'),
  'connection.no-channel': failure('unreachable', (t) => `${t.address} does not open another session on this connection.`, () => 'Check MaxSessions in its sshd_config; 10 is the usual value.'),
  'connection.host-key-unknown': failure('host_key', (t, key) => `The host key of ${t.address} is not confirmed yet${key ? `: it is ${key}` : ''}. No password was sent.`, () => 'Compare it with the output of ssh-keygen -lf on the server, then confirm it.'),
  'connection.host-key-changed': failure('host_key', (t, key) => `The host key of ${t.address} has changed${key ? `: it is now ${key}` : ''}. The connection was ended before the login, and no password was sent.`, () => 'If the server was installed anew, compare the key on its own console and replace the pinned one. Otherwise somebody may be listening: do not go on.'),
  'login.password-refused': failure('login', (t) => `${t.address} refused the password of ${t.login}.`, () => 'Enter the password again. The console does not try a refused password twice, so that nothing is locked.'),
  'login.password-not-allowed': failure('login', (t, methods) => `${t.address} lets nobody log in with a password${methods ? `; it offers: ${methods}` : ''}.`, () => 'Use a private key, or allow PasswordAuthentication in its sshd_config.'),
  'login.password-expired': failure('login', (t) => `The password of ${t.login} on ${t.address} has expired.`, () => 'Log in once in a terminal (ssh), set a new password there, then enter it here.'),
  'login.key-refused': failure('login', (t) => `${t.address} refused the private key for ${t.login}.`, () => 'Add its public key to ~/.ssh/authorized_keys of that user, and check that only the user may write to that folder.'),
  'login.key-unreadable': failure('login', (_, why) => `The private key can't be read${why ? `: ${why}` : ''}.`, () => 'Paste the whole file, from the line BEGIN to the line END. OpenSSH and PEM files with RSA, ECDSA or Ed25519 keys are understood.'),
  'login.key-is-public': failure('login', () => 'This is the public key; the private one is needed.', () => 'Paste the file without the ending .pub.'),
  'login.passphrase-missing': failure('login', () => 'The private key is protected by a passphrase, and none was entered.', () => 'Enter the passphrase of the key.'),
  'login.passphrase-wrong': failure('login', () => 'The passphrase does not open the private key.', () => 'Enter the passphrase again.'),
  'login.agent-missing': failure('login', () => 'The console reaches no SSH agent.', () => 'Start the console from a shell in which ssh-add -l lists your key, or enter the key itself.'),
  'login.agent-refused': failure('login', (t) => `${t.address} refused every key of the SSH agent for ${t.login}.`, () => 'Check with ssh-add -l that the right key is loaded.'),
  'login.more-asked': failure('login', (t, what) => `${t.address} asks ${t.login} for more than one thing at the login${what ? `: ${what}` : ''}.`, () => 'A second factor can\'t be answered here. Use a login that needs only a key or a password.'),
  'login.not-a-shell': failure('login', (t, said) => `The login of ${t.login} on ${t.address} worked, but no shell answered${said ? `: "${said}"` : ''}.`, () => 'Give the user a shell such as /bin/bash (chsh), and remove a forced command from authorized_keys.'),
  'sudo.password-wrong': failure('sudo', (t) => `sudo on ${t.address} refused the password of ${t.login}; what was to run with it did not run.`, () => 'Enter the sudo password again. The console does not try a refused password twice.'),
  'sudo.password-needed': failure('sudo', (t) => `sudo on ${t.address} asks ${t.login} for a password, and none is stored; what was to run with it did not run.`, () => 'Enter the sudo password in the server\'s profile.'),
  'sudo.not-allowed': failure('sudo', (t) => `${t.login} may not use sudo on ${t.address}; what was to run with it did not run.`, (t) => `Add the user to the group sudo (usermod -aG sudo ${t.login}), or use another login.`),
  'sudo.requiretty': failure('sudo', (t) => `sudo on ${t.address} insists on a terminal (requiretty); what was to run with it did not run.`, (t) => `Add the line "Defaults:${t.login} !requiretty" by visudo.`),
  'sudo.missing': failure('sudo', (t) => `sudo is not installed on ${t.address}; what was to run with it did not run.`, () => 'Install it as root (apt install sudo), or log in as root.'),
  'sudo.failed': failure('sudo', (t, said) => `sudo on ${t.address} did not work${said ? `: "${said}"` : ''}; what was to run with it did not run.`, () => 'Log in with ssh, try "sudo true", and mend what it says.'),
  'remote.timed-out': failure('remote', (t) => `${t.address} took too long to answer.`, () => 'The server may be overloaded. Try again.'),
  'remote.garbled': failure('remote', (t) => `${t.address} answered something that can't be understood.`, () => 'Try again. If it stays, look at what the login\'s shell prints (.bashrc, .profile).'),
  'remote.perl-missing': failure('remote', (t) => `${t.address} has no Perl, by which the console asks it; nothing was asked.`, () => 'Every Ubuntu has it in its package perl-base. Check that this is the right server, then install it (apt install perl-base).'),
  'attempt.not-started': failure('remote', (t, said) => `The step could not be started on ${t.address}${said ? `: ${said}` : ''}. Nothing was run.`, () => 'Mend what it says, then retry.'),
  'attempt.not-withdrawn': failure('remote', (t, said) => `It could not be noted on ${t.address} that the step must not begin any more${said ? `: ${said}` : ''}.`, () => 'Mend what it says; the console asks again.'),
  'attempt.log-gone': failure('remote', (t) => `${t.address} has less of this step\'s log than was read of it.`, () => 'A power cut may have taken its end, or somebody removed it. What the console has stored stays.'),
  'lock.busy': failure('conflict', (t) => `A step is still running on ${t.address}; nothing was removed.`, () => 'Wait until it has ended, or cancel it.'),
  'lock.held': failure('conflict', (t, holder) => `The lock of ${t.address} is held${holder ? ` by ${holder}` : ''}; nothing was removed.`, () => 'Let its run end, or break the lock. Without clearing, the server can be removed at once.'),
  'lock.other': failure('conflict', (t, holder) => `The lock of ${t.address} is not the one that was shown any more${holder ? `; it is held by ${holder}` : ''}. It was not broken.`, () => 'Look at who holds it now, then decide.'),
  'sftp.refused': failure('remote', (t, said) => `${t.address} lets ${t.login} in, and offers no SFTP${said ? `: "${said}"` : ''}.`, () => 'Allow it: "Subsystem sftp internal-sftp" in its sshd_config, and no other forced command for this login than internal-sftp.'),
  'sftp.missing': failure('remote', (t, path) => `There is no ${path || 'such file'} at ${t.address}.`, () => 'Make it there, or mount its disk, or enter another directory.'),
  'sftp.forbidden': failure('remote', (t, path) => `${t.login} has not the right to read, write and delete ${path || 'a file'} at ${t.address}.`, (t) => `Give the directory to ${t.login} there (chown), or enter another one.`),
  'sftp.failed': failure('remote', (t, path) => `${t.address} could not carry out what was asked for ${path || 'a file'}, and does not say why.`, () => 'See whether its disk is full or broken, or the quota of this login used up, and what its own log says.'),
  'aborted': failure('conflict', () => 'The console stopped asking.', () => 'Try again.'),
} as const satisfies Record<string, Failure>;

export type FailureReason = keyof typeof failures;

/** The error for `reason`. `extra` goes into the sentence where it has a place for it; `detail` is one click away. */
export function fail(reason: FailureReason, target: Target, more: { extra?: string; detail?: string; cause?: unknown } = {}): GroundcrewError {
  const entry: Failure = failures[reason];
  const extra = printable(more.extra ?? '');
  return new GroundcrewError({
    code: entry.code, reason, message: entry.message(target, extra), remedy: entry.remedy(target, extra),
    ...(more.detail ? { detail: printable(more.detail, 2000) } : {}), cause: more.cause,
  });
}

const presented = Symbol.for('groundcrew.presented-host-key');

/** A host key error that carries what the server showed. */
export function hostKeyFailure(reason: 'connection.host-key-unknown' | 'connection.host-key-changed', target: Target, key: HostKey): GroundcrewError {
  return Object.assign(fail(reason, target, { extra: `${key.algorithm} ${key.sha256}` }), { [presented]: key });
}

/** The key that the server showed, when `error` is about host keys; null otherwise. */
export function presentedHostKey(error: unknown): HostKey | null {
  return (error as { [presented]?: HostKey } | null)?.[presented] ?? null;
}

/** What a server says is hostile: one line, no control or direction characters, not long. */
export function printable(text: string, limit = 200): string {
  const line = text
    // Terminal sequences first (CSI, OSC), or their letters would stay behind.
     
    .replace(/\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
