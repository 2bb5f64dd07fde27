import { minutes } from '@/lib/core/units';
import { chapters } from '../chapters';
import { probe } from '../define';

export const plainHttp = probe({
  id: 'security/plain-http',
  guide: 'security/http/4',
  title: 'ClearML is reached over TLS',
  chapter: chapters.security,
  every: minutes(60),
  afterMinutes: 0,
  needs: () => ({}),
  actual: (_facts, { settings: { access } }) => (access.kind === 'http' ? 'plain HTTP' : 'TLS'),
  wanted: () => 'TLS',
  outcomes: [
    {
      outcome: 'pass', isNote: true,
      when: (_facts, { settings: { access } }) => access.kind === 'http',
      message: () => 'ClearML is reached over plain HTTP, so passwords and data cross the network readable. The guide: "Directly accessing the server using HTTP is not recommended".',
      remedy: 'Put a proxy that ends TLS before it: the security page of this server has its configuration ready. Then enter the three names in the settings.',
    },
    { outcome: 'pass', when: () => true, message: () => 'ClearML is reached over TLS.' },
  ],
});
