import { randomBytes } from 'node:crypto';
import type { ClientChannel } from 'ssh2';
import type { GroundcrewError } from '@/lib/core/errors';
import { readScript } from '@/lib/shell/read-script';
import { fail, printable } from './failures';
import type { FailureReason } from './failures';
import type { Link } from './link';
import { program } from './program';

/**
 * Opens a shell that is ready for its script, and has said nothing of its own yet. As root: by sudo where the login is not root; the password is written once, when sudo's prompt (a random
 * marker) appears; a second prompt means that it was wrong, and ends it. A refused password is remembered by the link.
 * @throws GroundcrewError `sudo.*`, `login.not-a-shell`, `login.password-expired`, `connection.*`
 */
export async function openShell(link: Link, as: 'root' | 'login'): Promise<ClientChannel> {
  if (as === 'login' || link.profile.login === 'root') return prepare(link, 'login');
  if (link.sudo === null) {
    const first = prepare(link, 'root');
    // Others wait for the first: were they all to send a wrong password, the account could be locked.
    link.sudo = first.then(() => undefined);
    link.sudo.catch((error: GroundcrewError) => {
      if (error.code !== 'sudo') link.sudo = null;
    });
    return first;
  }
  await link.sudo;
  return prepare(link, 'root');
}

async function prepare(link: Link, as: 'root' | 'login'): Promise<ClientChannel> {
  const channel = await link.channel();
  const ready = randomBytes(16).toString('hex');
  const prompt = randomBytes(16).toString('hex');
  const { sudo } = link.profile;
  const done = new AbortController();
  let stdout: Buffer = Buffer.alloc(0);
  let stderr = '';
  let prompts = 0;
  return new Promise<ClientChannel>((resolve, reject) => {
    const settle = (result: ClientChannel | Error) => {
      if (done.signal.aborted) return;
      done.abort();
      stop();
      channel.removeAllListeners('data').off('close', onClose);
      channel.stderr.removeAllListeners('data');
      if (!(result instanceof Error)) return resolve(result);
      channel.close();
      reject(result);
    };
    const readyOnBoth = () => {
      if (done.signal.aborted || !stdout.includes(`\n${ready}\n`) || !stderr.includes(`\n${ready}\n`)) return;
      channel.pause();
      settle(channel);
    };
    const onClose = () => settle(refusal(link, as, stderr.replaceAll(prompt, ''), stdout.toString('utf8')));
    const stop = link.onEnd((error) => settle(error));
    channel.on('data', (chunk: Buffer) => {
      stdout = Buffer.concat([stdout, chunk]);
      if (stdout.length > 1e6) settle(fail('remote.garbled', link.profile));
      else readyOnBoth();
    });
    channel.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('latin1')).slice(-20_000);
      readyOnBoth();
      const seen = stderr.split(prompt).length - 1;
      if (seen <= prompts) return;
      prompts = seen;
      if (sudo.kind === 'none') settle(fail('sudo.password-needed', link.profile));
      else if (seen > 1) settle(fail('sudo.password-wrong', link.profile));
      else channel.write(`${sudo.password.reveal()}\n`);
    });
    channel.on('close', onClose);
    void link.clock.sleep(30_000, done.signal).then(() => settle(fail('remote.timed-out', link.profile)));
    channel.write(as === 'root' ? program(readScript('ssh/sudo.sh'), [prompt, ready]) : program(readScript('ssh/login.sh'), [ready]));
  });
}

/** The channel was closed before a shell was ready: what it said tells why. */
function refusal(link: Link, as: 'root' | 'login', stderr: string, stdout: string): Error {
  const text = `${stderr}\n${stdout}`;
  const said = printable(text);
  const first = (reason: FailureReason) => fail(reason, link.profile, { extra: said, detail: text });
  if (!link.isOpen) return fail('connection.lost', link.profile);
  if (/password (?:has )?expired|password change required/i.test(text)) return first('login.password-expired');
  if (as === 'login') return first('login.not-a-shell');
  if (/groundcrew: sudo is missing/.test(text)) return first('sudo.missing');
  if (/must have a tty|requiretty|no tty present/i.test(text)) return first('sudo.requiretty');
  if (/not in the sudoers file|not allowed to (?:execute|run)|may not run sudo/i.test(text)) return first('sudo.not-allowed');
  if (/sorry, try again|incorrect password/i.test(text)) return first('sudo.password-wrong');
  if (/a (?:terminal|password) is required/i.test(text)) return first('sudo.password-needed');
  if (/sudo/.test(text)) return first('sudo.failed');
  return first('login.not-a-shell');
}
