import { checkServerIdentity, connect, type DetailedPeerCertificate } from 'node:tls';
import { GroundcrewError } from '@/lib/core/errors';
import type { Reach, TlsAnswer } from '@/lib/shell/host';
import { httpFailure } from './http-failures';
import { resolveSafely } from './resolve';
import { trusting } from './trust';

type Request = Parameters<Reach['tls']>[0];

/**
 * What `name` shows when TLS is begun. Also a certificate that a client would refuse is an answer; nothing is sent over it.
 * @throws GroundcrewError `unreachable` `reach.*` when there is no TLS, `invalid_input` `reach.private-ca`
 */
export async function tls({ name, port = 443, timeout = 10_000, authorities }: Request, now: () => number): Promise<TlsAnswer> {
  const trust = trusting(authorities);
  const { address } = await resolveSafely(name);
  const url = new URL(`https://${name}:${port}/`);
  return new Promise<TlsAnswer>((resolve, reject) => {
    // Refused by nobody here: what is wrong with it is the answer.
    const socket = connect({ host: address, port, servername: name, rejectUnauthorized: false, ...trust });
    const fail = (error: Error, isTimedOut = false) => {
      reject(httpFailure(error, url, isTimedOut));
      socket.destroy();
    };
    socket.setTimeout(timeout, () => fail(new Error('no answer in time'), true));
    socket.once('error', fail);
    socket.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate(true);
      const problem = socket.authorizationError as unknown;
      socket.removeAllListeners('close');
      socket.destroy();
      if (Object.keys(certificate).length === 0) reject(new GroundcrewError({ code: 'unreachable', reason: 'reach.tls', message: `${url.host} shows no certificate.`, remedy: 'Check what ends TLS there.' }));
      else resolve(describe(name, certificate, problem, now()));
    });
  });
}

function describe(name: string, certificate: DetailedPeerCertificate, problem: unknown, at: number): TlsAnswer {
  const issuer = certificate.issuer as Partial<Record<string, string | string[]>>;
  const above = certificate.issuerCertificate as DetailedPeerCertificate | undefined;
  return {
    problem: problem === null || problem === undefined || problem === '' ? null : wordOf(problem),
    names: (certificate.subjectaltname ?? '').split(', ').flatMap((each) => (each.startsWith('DNS:') ? [each.slice(4)] : [])).slice(0, 50),
    issuer: [issuer.O, issuer.CN].flat().filter(Boolean).join(', ').slice(0, 200),
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
    at,
    isForName: checkServerIdentity(name, certificate) === undefined,
    isAlone: above === undefined || above.fingerprint256 === certificate.fingerprint256,
  };
}

/** Node gives OpenSSL's word as it stands, and an Error for a name that does not fit. */
function wordOf(problem: unknown): string {
  if (typeof problem === 'string') return problem;
  const code = (problem as { code?: unknown }).code;
  return typeof code === 'string' ? code : String((problem as Error).message);
}
