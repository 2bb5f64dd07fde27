import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import * as nodeTls from 'node:tls';
import { GroundcrewError } from '@/lib/core/errors';

/** Reading all known authorities takes some milliseconds, and the same few texts come back at each cadence. */
const contexts = new Map<string, SecureContext>();
const most = 50;

/**
 * The option of a TLS connection that trusts `authorities` (PEM) besides the known ones; none for an empty text.
 * @throws GroundcrewError `reach.private-ca` when the text can't be read
 */
export function trusting(authorities: string | undefined): { secureContext?: SecureContext } {
  if (authorities === undefined || authorities.trim() === '') return {};
  const known = contexts.get(authorities);
  if (known !== undefined) return { secureContext: known };
  if (contexts.size >= most) contexts.clear();
  const secureContext = read(authorities);
  contexts.set(authorities, secureContext);
  return { secureContext };
}

function read(authorities: string): SecureContext {
  const pems = authorities.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    if (pems.length === 0) throw new Error('no certificate');
    // A context passes over what it can't read without a word.
    for (const pem of pems) new X509Certificate(pem);
    return createSecureContext({ ca: [...defaults(), ...pems] });
  } catch (cause) {
    throw new GroundcrewError({ code: 'invalid_input', reason: 'reach.private-ca', message: "The private CA of the settings can't be read.", remedy: 'Paste its PEM certificates into the settings again.', cause });
  }
}

/** From Node 22 on with those of NODE_EXTRA_CA_CERTS. */
function defaults(): readonly string[] {
  const newer = nodeTls as { getCACertificates?: () => string[] };
  return newer.getCACertificates?.() ?? rootCertificates;
}
