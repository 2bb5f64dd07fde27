import { docker } from '@/lib/facts/docker';
import { serverHttp } from '@/lib/facts/server-http';
import { chapters } from '../chapters';
import { check } from '../define';

export const aptRepository = check({
  id: 'beyond/apt-repository',
  guide: null,
  title: "Docker's apt repository is reachable from the server",
  chapter: chapters.beyond,
  needs: ({ settings }) => ({ docker, answer: serverHttp({ url: `${settings.aptRepository.replace(/\/$/, '')}/gpg`, proxy: settings.aptProxy }) }),
  actual: ({ answer }) => (answer.status === undefined ? (answer.error ?? 'no answer') : `HTTP ${answer.status}`),
  wanted: ({ settings }) => `the key at ${settings.aptRepository}`,
  outcomes: [
    { outcome: 'pass', when: ({ answer }) => answer.status === 200, message: (_facts, { settings }) => `${settings.aptRepository} answers.` },
    { outcome: 'warn', when: ({ docker }) => docker?.engine !== undefined, message: ({ answer }) => `The repository does not answer (${answer.error ?? `HTTP ${answer.status ?? ''}`}). Docker is there already; only Compose may be missing.`, remedy: 'Open the way in the firewall, or enter the apt proxy or a mirror on the Settings page.' },
    { outcome: 'fail', when: () => true, message: ({ answer }, { settings }) => `The server can't fetch the key of ${settings.aptRepository}: ${answer.error ?? `HTTP ${answer.status ?? ''}`}.`, remedy: 'Open the way in the firewall, or enter the apt proxy or a mirror on the Settings page.' },
  ],
});
