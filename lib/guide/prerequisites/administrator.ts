import { administrator as administratorFact } from '@/lib/facts/administrator';
import { chapters } from '../chapters';
import { check } from '../define';

export const administrator = check({
  id: 'prerequisites/administrator',
  guide: 'prerequisites/5',
  title: 'A user with administrator privileges',
  chapter: chapters.prerequisites,
  needs: () => ({ administrator: administratorFact }),
  actual: ({ administrator }) => (administrator === true ? 'may act as root' : 'may not act as root'),
  wanted: () => 'root, or a user who may use sudo for everything',
  outcomes: [
    { outcome: 'fail', when: ({ administrator }) => administrator !== true, message: ({ administrator }) => String(administrator), remedy: (_facts, { server }) => `Let an administrator run "usermod -aG sudo ${server.login}" on the server, or correct the sudo password of this connection.` },
    { outcome: 'pass', when: () => true, message: (_facts, { server }) => `${server.login} may act as root.` },
  ],
});
