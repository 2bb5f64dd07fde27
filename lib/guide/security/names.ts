import { minutes } from '@/lib/core/units';
import { outsideNames } from '@/lib/facts/outside-names';
import { chapters } from '../chapters';
import { probe } from '../define';
import { listed, tlsNames, unused } from '../tls-names';

type Found = readonly { readonly name: string; readonly addresses: readonly string[] }[];

export const resolvedNames = probe({
  id: 'security/names',
  guide: ['security/tls/1', 'security/tls/2', 'security/tls/3'],
  title: 'The three names lead somewhere',
  chapter: chapters.security,
  every: minutes(5),
  afterMinutes: 5,
  vital: true,
  explains: ['security/certificates', 'security/redirect', 'security/answers', 'security/addresses'],
  needs: (inputs) => ({ found: outsideNames(tlsNames(inputs)) }),
  actual: ({ found }) => found.map(({ name, addresses }) => `${name}: ${addresses.slice(0, 4).join(', ') || 'unknown'}`).join('; ') || 'no names',
  wanted: (inputs) => `addresses for ${listed(tlsNames(inputs)) || 'no names'}`,
  outcomes: [
    unused,
    {
      outcome: 'fail',
      when: ({ found }) => missing(found).length > 0,
      message: ({ found }) => `The console's name server does not know ${listed(missing(found))}.`,
      remedy: 'Add the names to DNS, leading to the proxy that ends TLS. A name that only some networks know is known to the console only if it is in one of them.',
    },
    { outcome: 'pass', when: () => true, message: ({ found }, { server }) => `${listed(found.map(({ name }) => name))} are known, and lead to ${whither(found, server.address)}.` },
  ],
});

const missing = (found: Found): string[] => found.filter(({ addresses }) => addresses.length === 0).map(({ name }) => name);

function whither(found: Found, server: string): string {
  const all = [...new Set(found.flatMap(({ addresses }) => addresses))];
  return all.length === 1 && all[0] === server ? `${server}, the server itself` : listed(all.slice(0, 6));
}
