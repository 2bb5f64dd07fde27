import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/**
 * Who asks: the peer of the connection, or, where that is a trusted proxy, the right-most address of `X-Forwarded-For` that is
 * none. Each proxy adds on the right what it saw itself; what stands further left, the client may have written.
 * @param trusted addresses and networks in CIDR, as TRUSTED_PROXIES has them; none: the header is never read
 * @returns an address, IPv4 without IPv6 around it; "unknown" when the connection is gone already
 */
export function createClientAddress(trusted: readonly string[]): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string {
  const proxies = new BlockList();
  for (const network of trusted) {
    const [address = '', bits] = network.split('/');
    proxies.addSubnet(address, Number(bits ?? (isIP(address) === 4 ? 32 : 128)), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  const isProxy = (address: string) => isIP(address) !== 0 && proxies.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  return ({ headers, socket }) => {
    let address = bare(socket.remoteAddress ?? '') ?? 'unknown';
    const claimed = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    while (isProxy(address)) {
      const before = bare(claimed.pop() ?? '');
      if (before === null) break; // the proxy itself asks, or what stands there is no address
      address = before;
    }
    return address;
  };
}

/** The address alone: some proxies add a port, a socket that listens on "::" writes IPv4 inside IPv6. null for what is none. */
function bare(text: string): string | null {
  const written = text.trim();
  const address = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(written)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(written)?.[1] ?? written;
  const plain = /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address;
  return isIP(plain) === 0 ? null : plain;
}
