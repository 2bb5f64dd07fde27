import { minutes } from '@/lib/core/units';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import { hashOf } from '../hash';
import { leaveReceipt } from '../receipt-command';
import { localUrl } from '../urls';

/** How long the services may take: a first start builds the databases. */
const limitSeconds = 600;

export const webAccess = step({
  id: 'installation/web-access',
  guide: 'installing-the-server/7',
  title: 'Verify web access',
  why: 'Started is not the same as answering: a first start takes some minutes.',
  departure: 'The server asks itself here, and the console asks from outside afterwards, on the Verify page. A receipt stays, so that the proof is not repeated.',
  sameResult: true,
  usually: minutes(3),
  needs: () => ({ receipt: receipt('web-access'), started: receipt('compose-up') }),
  plan({ receipt, started }, { layout }) {
    const url = localUrl(layout.ports.web, '/');
    // Whoever starts ClearML anew removes this receipt (compose-up.ts), so the address alone says what was proven:
    // the plan's script, written before anything was started, must leave the same receipt.
    const hash = hashOf(url);
    if (receipt === hash && started !== undefined) return [];
    return [
      script('guide/installation/web-access.sh', [url, String(limitSeconds)], { as: 'login', effect: 'reads', why: `Waits until ${url} answers` }),
      leaveReceipt('web-access', hash, 'Remembers that this was proven'),
    ];
  },
});
