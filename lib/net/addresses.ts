import { isIP, isIPv4 } from 'node:net';

/**
 * Addresses that a request must never go to: link-local ones (169.254.0.0/16, fe80::/10), where clouds keep the
 * credentials of the machine, and their IPv4-mapped forms. Private networks are fine: that is where the servers are.
 */
export function isForbiddenAddress(address: string): boolean {
  if (isIPv4(address)) return address.startsWith('169.254.') || address === '0.0.0.0' || address === '255.255.255.255';
  if (isIP(address) === 0) return true;
  const plain = address.toLowerCase().split('%')[0] ?? '';
  const mapped = /^(?:0{0,4}:){0,5}:?(?:0{1,4}:)*ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? mappedHex(plain);
  if (mapped) return isForbiddenAddress(mapped);
  return /^fe[89ab]/.test(plain) || plain === '::' || plain === 'fd00:ec2::254';
}

/** `::ffff:a9fe:a9fe` is 169.254.169.254. */
function mappedHex(address: string): string | undefined {
  const found = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (!found) return undefined;
  const [high, low] = [parseInt(found[1] ?? '0', 16), parseInt(found[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
