import { minutes } from '@/lib/core/units';
import { outsideHttp, type OutsideHttp } from '@/lib/facts/outside-http';
import { chapters } from '../chapters';
import { probe } from '../define';
import type { Inputs } from '../inputs';
import { accessUrls } from '../urls';

export const answers = probe({
  id: 'security/answers',
  guide: ['security/tls/1', 'security/tls/2', 'security/tls/3'],
  title: 'ClearML answers from outside',
  chapter: chapters.security,
  every: minutes(1),
  afterMinutes: 2,
  vital: true,
  // A firewall that drops what it does not let through takes long to ask.
  slow: true,
  needs: (inputs) => {
    const { web, api, files } = accessUrls(inputs);
    const ca = inputs.settings.privateCa;
    return { app: outsideHttp(`${web}/`, ca), api: outsideHttp(`${api}/debug.ping`, ca), files: outsideHttp(`${files}/`, ca) };
  },
  actual: (facts) => `app: ${said(facts.app)}; api: ${said(facts.api)}; files: ${said(facts.files)}`,
  wanted: () => 'app: a page, api: its ping, files: the file server',
  outcomes: [
    { outcome: 'fail', when: (facts) => wrong(facts).length > 0, message: (facts, inputs) => wrong(facts).map((each) => sentence(each, facts[each], inputs)).join(' '), remedy: (facts, inputs) => remedy(wrong(facts), facts, inputs) },
    { outcome: 'pass', when: () => true, message: () => 'Web page, API server and file server answer at the addresses that people use.' },
  ],
});

type Service = 'app' | 'api' | 'files';
type Facts = Readonly<Record<Service, OutsideHttp>>;
const ports = { app: 'web', api: 'api', files: 'files' } as const;
const titles = { app: 'the web page', api: 'the API server', files: 'the file server' };
/** ClearML Enterprise answers 405; the open-source server 200, or 401 where it wants a token. */
const ofFileServer = [200, 401, 405];

/** The web page is a page, the API server's ping is its envelope, and the file server is neither of the two. */
const isRight: Readonly<Record<Service, (answer: OutsideHttp) => boolean>> = {
  app: ({ status, body }) => status === 200 && isPage(body),
  api: ({ status, body }) => status === 200 && isEnvelope(body),
  files: ({ status, body }) => ofFileServer.includes(status ?? 0) && !isEnvelope(body) && !(status === 200 && isPage(body)),
};
const isPage = (body: string): boolean => /<html[\s>]|<!doctype html/i.test(body);
const isEnvelope = (body: string): boolean => /"meta"\s*:/.test(body) && /"result_code"\s*:/.test(body);

const wrong = (facts: Facts): Service[] => (['app', 'api', 'files'] as const).filter((service) => !isRight[service](facts[service]));
const said = ({ status, error }: OutsideHttp): string => (status === undefined ? (error ?? 'no answer').replace(/\.$/, '') : `HTTP ${status}`);

function sentence(service: Service, answer: OutsideHttp, inputs: Inputs): string {
  const url = accessUrls(inputs)[ports[service]];
  if (answer.status === undefined) return `${url} can't be reached: ${said(answer)}.`;
  if ([502, 503, 504].includes(answer.status)) return `${url} answers with HTTP ${answer.status}: what stands before ${titles[service]} does not reach it.`;
  return `${url} answers with HTTP ${answer.status}, but not like ${titles[service]}.`;
}

function remedy(services: readonly Service[], facts: Facts, { settings: { access } }: Inputs): string {
  if (access.kind === 'http') return 'See whether the service runs: "docker ps --all". When it answers on the server itself, a firewall stands between.';
  if (services.every((service) => facts[service].status === undefined)) return 'Check the proxy that ends TLS, and that the names lead to it.';
  return 'Check to which port of the server the proxy forwards each name: app to the web page, api to the API server, files to the file server. When that is right, see whether the service runs.';
}
