import { isIP } from 'node:net';
import nodemailer from 'nodemailer';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import type { Secret } from '@/lib/core/secret';
import { guardAddress, type Names } from './outbound';

export interface SmtpInput {
  readonly host: string;
  readonly port: number;
  /** starttls: refused where the server offers none · none: in clear text. */
  readonly security: 'starttls' | 'tls' | 'none';
  /** Empty: no login. */
  readonly user: string;
  readonly password: Secret | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Without "<>"; the same in each attempt. */
  readonly messageId: string;
  /** Of the mail that this one follows. */
  readonly references?: string;
  /** Milliseconds for the whole. */
  readonly timeout: number;
  /** Private networks that it may go to. */
  readonly allowed: readonly string[];
  readonly names?: Names;
}

/**
 * Sends one mail. The connection goes to the very address that was judged; the certificate is that of the name.
 * @returns status and first line of what the server said
 * @throws GroundcrewError `forbidden` (`reach.*`), `unreachable` (`smtp.*`, `reach.name-not-found`), `remote` `smtp.refused` when the server said no
 */
export async function sendMail({ host, port, security, user, password, from, to, subject, text, html, messageId, references, timeout, allowed, names }: SmtpInput): Promise<{ status: number; firstLine: string }> {
  const { address } = await guardAddress(host, allowed, names);
  const transport = nodemailer.createTransport({
    host: address, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none', ...(isIP(host) === 0 ? { tls: { servername: host } } : {}),
    connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout,
    disableFileAccess: true, disableUrlAccess: true,
    ...(user === '' ? {} : { auth: { user, pass: password?.reveal() ?? '' } }),
  });
  const over = new AbortController();
  try {
    const sending = transport.sendMail({ from, to: [...to], subject, text, html, messageId: `<${messageId}>`, ...(references === undefined ? {} : { references: `<${references}>` }) });
    const tooLate = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => reject(failure('smtp.timed-out', `${host} did not take the mail in time.`, 'Check the port, and whether a firewall stands between.')), timeout);
      over.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    sending.catch(() => undefined); // when it is too late already
    const info = await Promise.race([sending, tooLate]);
    return { status: Number.parseInt(info.response, 10) || 250, firstLine: firstLineOf(info.response) };
  } catch (error) {
    throw isGroundcrewError(error) ? error : toFailure(error as SmtpError, host);
  } finally {
    over.abort();
    transport.close();
  }
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string };

function toFailure(error: SmtpError, host: string): GroundcrewError {
  const { code = '', responseCode, response } = error;
  if (responseCode !== undefined) {
    const remedy = code === 'EAUTH' ? 'Check user and password.' : 'Check the addresses, and what the mail server lets this console send.';
    return new GroundcrewError({ code: 'remote', reason: 'smtp.refused', message: firstLineOf(response ?? String(responseCode)), remedy, cause: error });
  }
  if (code === 'ETLS' || /certificate|ssl|tls/i.test(error.message)) return failure('smtp.tls', `${host} does not speak TLS as it should.`, 'Choose another security or port. An authority of your own is named by NODE_EXTRA_CA_CERTS when the console starts.', error);
  if (code === 'ETIMEDOUT') return failure('smtp.timed-out', `${host} did not answer in time.`, 'Check the port, and whether a firewall stands between.', error);
  if (code === 'EAUTH') return failure('smtp.login', `${host} offers no login that the console knows.`, 'Leave the user empty, or choose another security or port.', error);
  return failure('smtp.failed', `${host} could not be reached, or closed the connection.`, 'Check host, port and security.', error);
}

function failure(reason: string, message: string, remedy: string, cause?: Error): GroundcrewError {
  return new GroundcrewError({ code: 'unreachable', reason, message, remedy, detail: cause?.message, cause });
}

function firstLineOf(text: string): string {
  const line = text.split(/[\r\n]+/).find((each) => each.trim() !== '') ?? '';
  return line.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, 300);
}
