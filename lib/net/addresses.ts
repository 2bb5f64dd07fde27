import { isIP, isIPv4 } from 'node:net';

/**
 * Addresses that a request must never go to: link-local ones (169.254.0.0/16, fe80::/10), where clouds keep the
 * credentials of the machine, and their IPv4-mapped forms. Private networks are fine: that is where the servers are.
 */
export function isForbiddenAddress(address: string): boolean {
  if (isIPv4(address)) return address.startsWith('169.254.') || address === '0.0.0.0' || address === '255.255.255.255';
  if (isIP(address) === 0) return true;
  // The parser of URLs writes each address in one way only: shortest, hexadecimal.
  const plain = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1);
  const mapped = mappedAddress(plain);
  if (mapped) return isForbiddenAddress(mapped);
  return /^fe[89ab]/.test(plain) || plain === '::' || plain === 'fd00:ec2::254';
}

/** `::ffff:a9fe:a9fe` and `::a9fe:a9fe` are 169.254.169.254. */
function mappedAddress(address: string): string | undefined {
  const found = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (!found) return undefined;
  const [high, low] = [parseInt(found[1] ?? '0', 16), parseInt(found[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
