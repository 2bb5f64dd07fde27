import { serverHttp } from '@/lib/facts/server-http';
import { chapters } from '../chapters';
import { check } from '../define';
import { localUrl } from '../urls';

export const webOnServer = check({
  id: 'verification/web-on-server',
  guide: 'installing-the-server/7',
  title: 'The web page answers on the server',
  chapter: chapters.verification,
  needs: ({ layout }) => ({ page: serverHttp({ url: localUrl(layout.ports.web, '/') }) }),
  actual: ({ page }) => (page.status === undefined ? (page.error ?? 'no answer') : `HTTP ${page.status}`),
  wanted: ({ layout }) => `HTTP 200 from ${localUrl(layout.ports.web, '/')}`,
  outcomes: [
    { outcome: 'pass', when: ({ page }) => page.status === 200, message: (_facts, { layout }) => `Port ${layout.ports.web} answers with HTTP 200 on the server.` },
    { outcome: 'fail', when: () => true, message: ({ page }, { layout }) => `Port ${layout.ports.web} ${page.status === undefined ? `does not answer on the server: ${page.error ?? ''}` : `answers with HTTP ${page.status} on the server`}.`, remedy: 'Look at the output of the service webserver.' },
  ],
});
