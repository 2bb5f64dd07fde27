import { BlockList, isIP } from 'node:net';
import { plainAddress } from './addresses';

/** Addresses that lead to no stranger: loopback, private (RFC 1918, 4193), carriers' (RFC 6598), reserved and multicast ones (IANA's registries). */
const closed = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4',
  '::/128', '::1/128', '64:ff9b:1::/48', '100::/64', 'fc00::/7', 'fec0::/10', 'ff00::/8',
];
const closedList = listOf(closed);

/** Whether `address` belongs to nobody's public network. What is no address does not either. */
export function isPrivateAddress(address: string): boolean {
  return isIP(address) === 0 || holds(closedList, address);
}

/** Whether `address` lies in one of `networks`: addresses or CIDR, such as 10.0.0.0/8. What is neither allows nothing. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  return isIP(address) !== 0 && holds(listOf(networks), address);
}

/** Whether `text` is an address or a network in CIDR, without spaces around it. */
export function isNetwork(text: string): boolean {
  return partsOf(text) !== null;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const parts = partsOf(network.trim());
    if (parts !== null) list.addSubnet(parts.address, parts.bits, parts.family);
  }
  return list;
}

function partsOf(network: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | null {
  const [, address = '', length] = /^([0-9A-Fa-f.:]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const kind = isIP(address);
  const most = kind === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  return kind === 0 || bits > most ? null : { address, bits, family: kind === 4 ? 'ipv4' : 'ipv6' };
}

function holds(list: BlockList, address: string): boolean {
  const plain = plainAddress(address);
  return list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6');
}
