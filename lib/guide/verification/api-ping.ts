import { serverHttp } from '@/lib/facts/server-http';
import { chapters } from '../chapters';
import { check } from '../define';
import { localUrl } from '../urls';

export const apiPing = check({
  id: 'verification/api-ping',
  guide: null,
  title: 'The API server answers debug.ping',
  chapter: chapters.verification,
  // Some generations answer with the prefix /api on this port, others without: what answers 200 counts.
  needs: ({ layout }) => ({ plain: serverHttp({ url: localUrl(layout.ports.api, '/debug.ping') }), prefixed: serverHttp({ url: localUrl(layout.ports.api, '/api/debug.ping') }) }),
  actual: ({ plain, prefixed }) => `HTTP ${plain.status ?? 'none'} and ${prefixed.status ?? 'none'}`,
  wanted: ({ layout }) => `HTTP 200 from ${localUrl(layout.ports.api, '/debug.ping')} or ${localUrl(layout.ports.api, '/api/debug.ping')}`,
  outcomes: [
    { outcome: 'pass', when: ({ plain, prefixed }) => plain.status === 200 || prefixed.status === 200, message: () => 'The API server answers.' },
    { outcome: 'fail', when: ({ plain }) => plain.status === undefined, message: ({ plain }, { layout }) => `The API server does not answer on port ${layout.ports.api}: ${plain.error ?? 'no answer'}.`, remedy: 'It starts only after Redis, Elasticsearch and MongoDB, which takes 3 to 5 minutes the first time. Then look at the output of the service apiserver.' },
    { outcome: 'fail', when: () => true, message: ({ plain, prefixed }) => `The API server answers with HTTP ${plain.status ?? 'nothing'} and ${prefixed.status ?? 'nothing'}.`, remedy: 'Look at the output of the service apiserver.' },
  ],
});
