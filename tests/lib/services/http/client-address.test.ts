import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createClientAddress } from '@/lib/services/http/client-address';

const ask = (trusted: string[], peer: string | undefined, forwarded?: string) =>
  createClientAddress(trusted)({ socket: { remoteAddress: peer }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage);

test.each<[string, string[], string | undefined, string | undefined, string]>([
  ['nobody is trusted', [], '127.0.0.1', '203.0.113.9', '127.0.0.1'],
  ['a stranger claims to be another', ['10.0.0.1'], '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a proxy names the client', ['127.0.0.1'], '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['what the client wrote itself stands further left', ['127.0.0.1'], '127.0.0.1', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
  ['a client claims to come through a trusted proxy', ['127.0.0.1'], '127.0.0.1', '198.51.100.1, 127.0.0.1, 203.0.113.9', '203.0.113.9'],
  ['a chain of trusted proxies', ['127.0.0.1', '10.0.0.0/24'], '127.0.0.1', '198.51.100.1, 203.0.113.9, 10.0.0.7, 10.0.0.8', '203.0.113.9'],
  ['only proxies on the way', ['10.0.0.0/24'], '10.0.0.7', '10.0.0.9, 10.0.0.8', '10.0.0.9'],
  ['a proxy that asks by itself', ['127.0.0.1'], '127.0.0.1', undefined, '127.0.0.1'],
  ['an empty header', ['127.0.0.1'], '127.0.0.1', '', '127.0.0.1'],
  ['no address: the last that was seen counts', ['127.0.0.1', '10.0.0.7'], '127.0.0.1', '203.0.113.9, unknown, 10.0.0.7', '10.0.0.7'],
  ['markup is no address', ['127.0.0.1'], '127.0.0.1', '<b>203.0.113.9</b>', '127.0.0.1'],
  ['IPv4 inside IPv6, as a socket that listens on "::" writes it', ['127.0.0.1'], '::ffff:127.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
  ['a stranger in IPv4 inside IPv6', ['127.0.0.1'], '::ffff:203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['6to4 of a trusted address is another peer', ['127.0.0.1'], '2002:7f00:1::1', '198.51.100.1', '2002:7f00:1::1'],
  ['IPv6', ['fd00::/8'], 'fd00::1', '2001:db8::9', '2001:db8::9'],
  ['an IPv6 proxy written out', ['0:0:0:0:0:0:0:1'], '::1', '203.0.113.9', '203.0.113.9'],
  ['with a port behind it', ['127.0.0.1'], '127.0.0.1', '203.0.113.9:55001', '203.0.113.9'],
  ['with brackets and a port', ['127.0.0.1'], '127.0.0.1', '[2001:db8::9]:55001', '2001:db8::9'],
  ['a connection that is gone', ['127.0.0.1'], undefined, '203.0.113.9', 'unknown'],
])('%s', (_, trusted, peer, forwarded, address) => {
  expect(ask(trusted, peer, forwarded)).toBe(address);
});
