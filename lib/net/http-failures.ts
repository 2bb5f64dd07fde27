import { GroundcrewError } from '@/lib/core/errors';

type Sentence = readonly [reason: string, message: (where: string) => string, remedy: string];

const certificate = 'Renew the certificate, or check the clock of the server.';
const unknownAuthority = 'Add the authority to the settings of the server as the private CA; for other addresses, start the console with NODE_EXTRA_CA_CERTS naming it.';
const sentences: Record<string, Sentence> = {
  ECONNREFUSED: ['reach.refused', (where) => `${where} refused the connection.`, 'Check that the service runs and that the port is right.'],
  ECONNRESET: ['reach.closed', (where) => `${where} closed the connection before it answered.`, 'The service may still be starting. Try again in a moment.'],
  EHOSTUNREACH: ['reach.no-route', (where) => `There is no route to ${where}.`, 'Check the network of the machine that runs this console.'],
  ENETUNREACH: ['reach.no-route', (where) => `There is no route to ${where}.`, 'Check the network of the machine that runs this console.'],
  CERT_HAS_EXPIRED: ['reach.tls', (where) => `The certificate of ${where} has expired.`, certificate],
  CERT_NOT_YET_VALID: ['reach.tls', (where) => `The certificate of ${where} is not valid yet.`, certificate],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['reach.tls', (where) => `The certificate of ${where} is self-signed.`, 'Add its authority to the settings as the private CA, or use a certificate of a known one.'],
  SELF_SIGNED_CERT_IN_CHAIN: ['reach.tls', (where) => `The certificate of ${where} comes from an authority that this console does not know.`, unknownAuthority],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['reach.tls', (where) => `The certificate of ${where} can't be verified: a certificate of its chain is missing.`, 'Let the server send the whole chain.'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['reach.tls', (where) => `The certificate of ${where} comes from an authority that this console does not know.`, unknownAuthority],
  ERR_TLS_CERT_ALTNAME_INVALID: ['reach.tls', (where) => `The certificate of ${where} is for another name.`, 'Use the name for which the certificate was issued.'],
};

/** A whole sentence for a request that got no answer. */
export function httpFailure(error: Error & { code?: string }, url: URL, isTimedOut: boolean): GroundcrewError {
  const [reason, message, remedy] = isTimedOut
    ? (['reach.timed-out', (where) => `${where} did not answer in time.`, 'Check firewalls and that the service runs.'] satisfies Sentence)
    : (sentences[error.code ?? ''] ?? unnamed(error));
  return new GroundcrewError({ code: 'unreachable', reason, message: message(url.host), remedy, detail: `${error.code ?? error.name}: ${error.message}`, cause: error });
}

function unnamed(error: Error & { code?: string }): Sentence {
  if (error.code === 'EPROTO' || error.code?.startsWith('ERR_SSL')) return ['reach.tls', (where) => `${where} does not speak TLS.`, 'Use http:// instead of https://, or another port.'];
  if (error.code?.startsWith('HPE_')) return ['reach.not-http', (where) => `${where} answers something that is not HTTP.`, 'Check the port, and whether it wants https://.'];
  return ['reach.failed', (where) => `The request to ${where} failed.`, 'Look at the technical text, then try again.'];
}
