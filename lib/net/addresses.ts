import { isIP, isIPv4 } from 'node:net';

/**
 * Addresses that a request must never go to: link-local ones (169.254.0.0/16, fe80::/10), where clouds keep the
 * credentials of the machine, and their IPv4-mapped forms. Private networks are fine: that is where the servers are.
 */
export function isForbiddenAddress(address: string): boolean {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return plain.startsWith('169.254.') || plain === '0.0.0.0' || plain === '255.255.255.255';
  return isIP(plain) === 0 || /^fe[89ab]/.test(plain) || plain === '::' || plain === 'fd00:ec2::254';
}

/** Where clouds answer with a machine's credentials although the address is not link-local: Alibaba's, Azure's, Oracle's and Google's. */
export function isMetadataAddress(address: string): boolean {
  return ['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:c1::a9fe:a9fe', 'fd20:ce::254'].includes(plainAddress(address));
}

/** An address in the one way in which it is compared: without a zone, IPv4 inside IPv6 as IPv4. What is no address stays as it is. */
export function plainAddress(address: string): string {
  const bare = address.split('%')[0] ?? '';
  if (isIP(bare) !== 6) return address;
  // The parser of URLs writes each address in one way only: shortest, hexadecimal.
  const plain = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  return embeddedAddress(plain) ?? plain;
}

/** `::ffff:a9fe:a9fe`, `::a9fe:a9fe`, and through a translator (RFC 6052, 3056) `64:ff9b::a9fe:a9fe` and `2002:a9fe:a9fe::` are 169.254.169.254. */
function embeddedAddress(address: string): string | undefined {
  const found = /^(?:::(?:ffff:(?:0:)?)?|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address) ?? /^2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/.exec(address);
  if (!found) return undefined;
  const [high, low] = [parseInt(found[1] ?? '0', 16), parseInt(found[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
