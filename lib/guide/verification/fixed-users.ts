import { serverHttp } from '@/lib/facts/server-http';
import { chapters } from '../chapters';
import { check } from '../define';
import { localUrl } from '../urls';

export const fixedUsers = check({
  id: 'verification/fixed-users',
  guide: 'installing-the-server/4',
  title: 'Only known users can log in',
  chapter: chapters.verification,
  needs: ({ layout }) => ({ modes: serverHttp({ url: localUrl(layout.ports.api, '/login.supported_modes'), method: 'POST', body: true }) }),
  outcomes: [
    { outcome: 'pass', when: ({ modes }) => basic(modes.body) === true, message: () => 'Fixed users are on.' },
    { outcome: 'fail', when: ({ modes }) => basic(modes.body) === false, message: () => 'Fixed users are off: whoever reaches the page can log in without a password.', remedy: (_facts, { layout }) => `The API server did not read ${layout.configDirectory}/apiserver.conf. Check that the compose file mounts that directory and that the file's owner may read it.` },
    { outcome: 'unknown', when: () => true, message: ({ modes }) => `The API server does not tell who may log in (${modes.status === undefined ? (modes.error ?? 'no answer') : `HTTP ${modes.status}`}).`, remedy: 'Wait for the API server, then ask again.' },
  ],
});

/** `{"data": {"basic": {"enabled": true}}}`; undefined when it says nothing of the kind. */
function basic(body: string): boolean | undefined {
  try {
    const enabled = (JSON.parse(body) as { data?: { basic?: { enabled?: unknown } } } | null)?.data?.basic?.enabled;
    return typeof enabled === 'boolean' ? enabled : undefined;
  } catch {
    return undefined;
  }
}
