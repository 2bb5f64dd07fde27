'use client';
import { Hourglass } from 'lucide-react';
import Link from 'next/link';
import { showHidden } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { useNow } from '@/components/ui/relative-time';
import { outcomeLook, Status, type Look } from '@/components/ui/status';
import type { Alert } from '@/lib/contract/alert';
import { checkPage } from '@/lib/contract/check-page';
import { splitFirstSentence } from '@/lib/core/sentences';
import { count } from '@/lib/core/units';
import { AlertActions } from './alert-actions';
import { alertFacts } from './alert-words';

const pendingLook: Look = { tone: 'quiet', word: 'Pending', icon: Hourglass };

/** One alert: what, since when, what to do; taken on or put to sleep here. */
export function AlertRow({ server, alert, follows }: { server: string; alert: Alert; follows: readonly Alert[] }) {
  const now = useNow(20_000);
  const { first, rest } = splitFirstSentence(showHidden(alert.message));
  const isWell = alert.now !== null;
  const page = checkPage(alert.check);
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line py-2 sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]">
      <Status look={alert.state === 'pending' ? pendingLook : outcomeLook[alert.severity]} className="self-start" />
      <div className="min-w-0">
        {alert.now && <p className="font-medium">{showHidden(alert.now.message)}</p>}
        <p className={isWell ? 'text-ink-soft' : ''}>{isWell && 'It was: '}<span className={isWell ? '' : 'font-medium'}>{first}</span> {rest}{alert.wanted && !alert.message.includes(alert.wanted) && <span className="text-ink-faint"> · wanted: {alert.wanted}</span>}</p>
        <p className="text-sm text-ink-faint">{[...alertFacts(alert, now), `check: ${alert.title}`].join(' · ')}</p>
        {alert.remedy && !isWell && <p className="max-w-[68ch] text-ink-soft">{alert.remedy}</p>}
        {page && <p><Link href={`/servers/${server}/health${page.below}`} className="underline underline-offset-2">{page.label}</Link></p>}
        {alert.causedBy && <p className="text-ink-soft">Explained by “{showHidden(alert.causedBy.message)}”</p>}
        {follows.length > 0 && (
          <Disclosure title={`${count(follows.length, 'alert')} ${follows.length === 1 ? 'follows' : 'follow'} from it`}>
            <ul className="list-disc pl-5 text-ink-soft">{follows.map((other) => <li key={other.id}>{showHidden(other.message)} <span className="text-sm text-ink-faint">{other.title}</span></li>)}</ul>
          </Disclosure>
        )}
      </div>
      <AlertActions server={server} alert={alert} />
    </li>
  );
}
