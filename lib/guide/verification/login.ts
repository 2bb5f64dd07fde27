import { supportUser } from '../apiserver-conf-file';
import { chapters } from '../chapters';
import { check } from '../define';
import { loginFact } from '../login-fact';

export const login = check({
  id: 'verification/login',
  guide: 'installing-the-server/4',
  title: 'The support user can log in',
  chapter: chapters.verification,
  needs: (inputs) => ({ login: loginFact(inputs) }),
  actual: ({ login }) => (login.status === undefined ? (login.error ?? 'no answer') : `HTTP ${login.status}`),
  wanted: () => 'HTTP 200',
  outcomes: [
    { outcome: 'pass', when: ({ login }) => login.status === 200, message: () => `${supportUser} can log in.` },
    { outcome: 'fail', when: ({ login }) => login.status === 401, message: () => `ClearML refuses the password of ${supportUser}.`, remedy: (_facts, { layout }) => `ClearML reads ${layout.configDirectory}/apiserver.conf only when the API server starts. Run "docker compose restart apiserver" there, or plan again.` },
    { outcome: 'fail', when: ({ login }) => login.status === undefined, message: ({ login }) => `The login does not answer: ${login.error ?? 'no answer'}.`, remedy: 'Wait for the API server, then look at its output.' },
    { outcome: 'fail', when: () => true, message: ({ login }) => `The login answers with HTTP ${login.status ?? ''}.`, remedy: 'Look at the output of the service apiserver: HTTP 500 is almost always Elasticsearch.' },
  ],
});
