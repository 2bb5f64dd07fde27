import { minutes } from '@/lib/core/units';
import { outsideHttp, type OutsideHttp } from '@/lib/facts/outside-http';
import { chapters } from '../chapters';
import { probe } from '../define';
import type { Inputs } from '../inputs';
import { listed, unused } from '../tls-names';

export const redirect = probe({
  id: 'security/redirect',
  guide: null,
  title: 'Plain HTTP leads to https',
  chapter: chapters.security,
  every: minutes(15),
  afterMinutes: 15,
  needs: ({ settings: { access } }: Inputs): Readonly<Record<string, ReturnType<typeof outsideHttp>>> => (access.kind === 'tls' ? Object.fromEntries([access.app, access.api, access.files].map((name) => [name, outsideHttp(`http://${name}/`)])) : {}),
  actual: (facts) => Object.entries(facts).map(([name, answer]) => `${name}: ${said(answer)}`).join('; ') || 'no names',
  wanted: () => 'a redirect to https, or no answer',
  outcomes: [
    unused,
    { outcome: 'warn', when: (facts) => plain(facts).length > 0, message: (facts) => `Over plain HTTP, ${listed(plain(facts).map(([name, answer]) => `${name} answers with ${said(answer)}`))} instead of leading to https.`, remedy: 'Let the proxy redirect port 80 to https. The security page of this server has its configuration ready.' },
    { outcome: 'pass', when: () => true, message: (facts) => (Object.values(facts).every(({ status }) => status === undefined) ? 'Nothing answers over plain HTTP.' : 'Plain HTTP leads to https.') },
  ],
});

type Facts = Readonly<Record<string, OutsideHttp>>;

const said = ({ status, location }: OutsideHttp): string => (status === undefined ? 'no answer' : location === undefined ? `HTTP ${status}` : `HTTP ${status} to ${location.slice(0, 100)}`);

/** Names that answer over plain HTTP with something else than a redirect to https. */
function plain(facts: Facts): [string, OutsideHttp][] {
  return Object.entries(facts).filter(([, { status, location }]) => status !== undefined && !(status >= 300 && status < 400 && /^https:\/\//i.test(location ?? '')));
}
