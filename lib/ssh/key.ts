import { createPrivateKey } from 'node:crypto';
import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';
import { fail } from './failures';
import type { Target } from './failures';

/**
 * Reads a private key: OpenSSH, PEM (RSA, EC) and PKCS#8.
 * @throws GroundcrewError `login.key-unreadable`, `login.key-is-public`, `login.passphrase-missing`, `login.passphrase-wrong`
 */
export function readKey(text: string, passphrase: string | null, target: Target): ParsedKey {
  // Pasting loses the last newline, and Windows adds carriage returns.
  const tidy = `${text.replaceAll('\r\n', '\n').trim()}\n`;
  if (/^(?:ssh-|ecdsa-|sk-|---- BEGIN SSH2 PUBLIC)|-----BEGIN (?:RSA )?PUBLIC KEY/.test(tidy)) throw fail('login.key-is-public', target);
  const parsed = parse(fromPkcs8(tidy, passphrase, target), passphrase);
  if (!(parsed instanceof Error)) {
    if (!parsed.isPrivateKey()) throw fail('login.key-is-public', target);
    return parsed;
  }
  const why = parsed.message;
  if (/no passphrase given/i.test(why)) throw fail('login.passphrase-missing', target);
  if (passphrase !== null && /bad passphrase|integrity check|bad decrypt|decrypt/i.test(why)) throw fail('login.passphrase-wrong', target);
  throw fail('login.key-unreadable', target, { extra: /unsupported/i.test(why) ? why : 'it is not complete, or of an unknown kind', detail: why });
}

function parse(text: string, passphrase: string | null): ParsedKey | Error {
  // Some malformed texts make the parser throw instead of returning an error.
  try {
    const parsed: ParsedKey | Error | ParsedKey[] = ssh2.utils.parseKey(text, passphrase ?? undefined);
    return Array.isArray(parsed) ? (parsed[0] as ParsedKey) : parsed;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** ssh2 knows no PKCS#8 (`BEGIN PRIVATE KEY`), which openssl writes: turned into what it knows. */
function fromPkcs8(text: string, passphrase: string | null, target: Target): string {
  const isEncrypted = text.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----');
  if (!isEncrypted && !text.includes('-----BEGIN PRIVATE KEY-----')) return text;
  if (isEncrypted && !passphrase) throw fail('login.passphrase-missing', target);
  try {
    const key = createPrivateKey({ key: text, ...(isEncrypted && passphrase ? { passphrase } : {}) });
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs1', format: 'pem' }).toString();
    if (key.asymmetricKeyType === 'ec') return key.export({ type: 'sec1', format: 'pem' }).toString();
    if (key.asymmetricKeyType === 'ed25519') return openSshEd25519(key.export({ format: 'jwk' }) as { d: string; x: string });
    throw fail('login.key-unreadable', target, { extra: `keys of the kind ${key.asymmetricKeyType ?? 'unknown'} are not supported` });
  } catch (error) {
    if (error instanceof Error && 'reason' in error && String(error.reason).startsWith('login.')) throw error;
    throw fail(isEncrypted ? 'login.passphrase-wrong' : 'login.key-unreadable', target, { detail: error instanceof Error ? error.message : '' });
  }
}

/** The container of `openssh-key-v1` (OpenSSH, PROTOCOL.key), unencrypted. */
function openSshEd25519({ d, x }: { d: string; x: string }): string {
  const secretPart = Buffer.from(d, 'base64url');
  const publicPart = Buffer.from(x, 'base64url');
  const field = (value: Buffer | string) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const publicBlob = Buffer.concat([field('ssh-ed25519'), field(publicPart)]);
  const check = Buffer.alloc(8, 7); // twice the same number: only a wrong passphrase would make them differ
  const inner = Buffer.concat([check, publicBlob, field(Buffer.concat([secretPart, publicPart])), field('')]);
  const padding = Buffer.from(Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, index) => index + 1));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'), field('none'), field('none'), field(''), Buffer.from([0, 0, 0, 1]), field(publicBlob), field(Buffer.concat([inner, padding])),
  ]).toString('base64').replace(/.{70}/g, '$&\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
