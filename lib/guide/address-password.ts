import { secret, type Secret } from '@/lib/core/secret';

/** How an address is shown whose password is known: sent back like this, it means "the same password". */
const masked = '******';

/** `scheme://user:` and the password, up to the last "@" before the path (WHATWG URL, which also takes fewer slashes). */
const pattern = /^([a-z][a-z0-9+.-]*:[/\\]*[^/?#\\:@]*:)([^/?#\\]+)(?=@)/i;

/** The password in an address such as "http://user:password@proxy:3128", as it stands there; empty when there is none. */
export function addressPassword(address: string): string {
  return pattern.exec(address)?.[2] ?? '';
}

/** Every form of the password that programs write: as typed, decoded, as a URL has it, and as a unit file has it. */
export function addressSecrets(address: string): Secret[] {
  const typed = addressPassword(address);
  if (typed === '') return [];
  const url = URL.canParse(address) ? new URL(address).password : typed;
  return [...new Set([typed, url, decoded(typed), typed.replaceAll('%', '%%')])].map((form) => secret(form));
}

export function maskAddress(address: string): string {
  return address.replace(pattern, `$1${masked}`);
}

/** Whether the address came back as it was shown. */
export const isMasked = (address: string): boolean => addressPassword(address) === masked;

/** A text that holds the address: a Secret where the address holds a password. */
export function withAddress(text: string, ...addresses: readonly string[]): string | Secret {
  return addresses.some((address) => addressPassword(address) !== '') ? secret(text) : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a "%" that begins no code stands for itself
  }
}
