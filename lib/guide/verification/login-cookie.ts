import { chapters } from '../chapters';
import { check } from '../define';
import { loginFact } from '../login-fact';

export const loginCookie = check({
  id: 'verification/login-cookie',
  guide: null,
  title: 'Browsers keep the login',
  chapter: chapters.verification,
  needs: (inputs) => ({ login: loginFact(inputs) }),
  outcomes: [
    { outcome: 'unknown', when: ({ login }) => login.status !== 200, message: () => 'The login did not answer, so its cookie is not known.', remedy: 'Mend the login first.' },
    { outcome: 'fail', when: ({ login }, { settings }) => login.secureCookie && settings.access.kind === 'http', message: () => 'The login\'s cookie is only for https, but ClearML is opened by http: the page would ask for the login again and again.', remedy: 'Use TLS, or set CLEARML__apiserver__auth__cookies__secure=false for the apiserver in docker-compose.override.yml.' },
    { outcome: 'pass', when: () => true, message: () => 'The cookie of the login fits the way in.' },
  ],
});
