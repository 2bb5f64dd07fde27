import { serverHttp } from '@/lib/facts/server-http';
import { chapters } from '../chapters';
import { check } from '../define';
import { registryUrl } from '../registry-url';

export const registry = check({
  id: 'beyond/registry',
  guide: null,
  title: 'The registry is reachable from the server',
  chapter: chapters.beyond,
  needs: ({ settings }) => {
    const url = registryUrl(settings.registryHost);
    return { answer: serverHttp({ url, proxy: url.startsWith('https:') ? settings.dockerHttpsProxy : settings.dockerHttpProxy }) };
  },
  actual: ({ answer }) => (answer.status === undefined ? (answer.error ?? 'no answer') : `HTTP ${answer.status}`),
  wanted: ({ settings }) => `HTTP 200 or 401 from ${registryUrl(settings.registryHost)}`,
  outcomes: [
    { outcome: 'fail', when: ({ answer }) => answer.status === undefined, message: ({ answer }, { settings }) => `The server can't reach ${settings.registryHost}: ${answer.error ?? 'no answer'}.`, remedy: 'Open the way in the firewall, or enter the Docker proxy or another registry on the Settings page.' },
    // 401 asks for the login, which comes later.
    { outcome: 'pass', when: ({ answer }) => answer.status === 200 || answer.status === 401, message: (_facts, { settings }) => `${settings.registryHost} answers.` },
    { outcome: 'fail', when: () => true, message: ({ answer }, { settings }) => `${settings.registryHost} answers with HTTP ${answer.status ?? 'nothing'}, as no registry does.`, remedy: 'Check the registry host on the Settings page, and whether a proxy answers in its place.' },
  ],
});
