import { outsideHttp } from '@/lib/facts/outside-http';
import { chapters } from '../chapters';
import { check } from '../define';
import { webUrl } from '../urls';

export const webFromOutside = check({
  id: 'verification/web-from-outside',
  guide: 'installing-the-server/7',
  title: 'The web page answers from outside',
  chapter: chapters.verification,
  needs: (inputs) => ({ page: outsideHttp(webUrl(inputs), inputs.settings.privateCa) }),
  actual: ({ page }) => (page.status === undefined ? (page.error ?? 'no answer') : `HTTP ${page.status}`),
  wanted: (inputs) => `HTTP 200 from ${webUrl(inputs)}`,
  outcomes: [
    { outcome: 'pass', when: ({ page }) => page.status === 200, message: (_facts, inputs) => `${webUrl(inputs)} answers with HTTP 200.` },
    { outcome: 'fail', when: ({ page }) => page.status === undefined, message: ({ page }, inputs) => `${webUrl(inputs)} can't be reached from the console: ${(page.error ?? 'no answer').replace(/\.$/, '')}.`, remedy: (_facts, { settings }) => (settings.access.kind === 'tls' ? 'Check the load balancer that ends TLS, and that its name leads to it.' : 'When it answers on the server itself, a firewall stands between.') },
    { outcome: 'fail', when: () => true, message: ({ page }, inputs) => `${webUrl(inputs)} answers with HTTP ${page.status ?? ''}.`, remedy: 'Look at the output of the services webserver and apiserver.' },
  ],
});
