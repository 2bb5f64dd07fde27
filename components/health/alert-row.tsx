'use client';
import { useQueryClient } from '@tanstack/react-query';
import { BellOff, CheckCheck, Hourglass } from 'lucide-react';
import Link from 'next/link';
import { useVerbMutation, verbKey } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { showHidden } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Menu } from '@/components/ui/menu';
import { useNow } from '@/components/ui/relative-time';
import { outcomeLook, Status, type Look } from '@/components/ui/status';
import type { Alert } from '@/lib/contract/alert';
import { checkPage } from '@/lib/contract/check-page';
import { splitFirstSentence } from '@/lib/core/sentences';
import { count } from '@/lib/core/units';
import { alertFacts, isSnoozed } from './alert-words';

const pendingLook: Look = { tone: 'quiet', word: 'Pending', icon: Hourglass };
const snoozes = [{ label: 'For an hour', minutes: 60 }, { label: 'For 4 hours', minutes: 240 }, { label: 'For a day', minutes: 1440 }, { label: 'For a week', minutes: 10_080 }];

/** One alert: what, since when, what to do; taken on or put to sleep here. */
export function AlertRow({ server, alert, follows }: { server: string; alert: Alert; follows: readonly Alert[] }) {
  const client = useQueryClient();
  const now = useNow(20_000);
  const renew = { onSuccess: () => void client.invalidateQueries({ queryKey: verbKey('health.get', { server }) }) };
  const acknowledge = useVerbMutation('alert.acknowledge', renew);
  const snooze = useVerbMutation('alert.snooze', renew);
  const asleep = isSnoozed(alert, now);
  const { first, rest } = splitFirstSentence(showHidden(alert.message));
  const isWell = alert.now !== null;
  const page = checkPage(alert.check);
  const put = (minutes: number) => snooze.mutate({ alert: alert.id, minutes });
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
        <ErrorNotice error={acknowledge.error ?? snooze.error} className="mt-1" />
      </div>
      <div className="flex flex-wrap items-start gap-1.5">
        {alert.acknowledged
          ? <Button size="small" kind="quiet" busy={acknowledge.isPending && 'Taking it back…'} onClick={() => acknowledge.mutate({ alert: alert.id, on: false })} aria-label={`Take it back: the acknowledgement of ${first}`}>Take it back</Button>
          : <Button size="small" icon={CheckCheck} busy={acknowledge.isPending && 'Acknowledging…'} onClick={() => acknowledge.mutate({ alert: alert.id, on: true })} aria-label={`Acknowledge: ${first}`}>Acknowledge</Button>}
        <Menu
          label={`Snooze: ${first}`} head="Nothing is told meanwhile."
          trigger={<Button size="small" kind="quiet" icon={BellOff} busy={snooze.isPending && 'Snoozing…'} aria-label={`Snooze: ${first}`}>Snooze</Button>}
          items={[...snoozes.map(({ label, minutes }) => ({ label, onSelect: () => put(minutes) })), ...(asleep ? [{ label: 'End the snooze', separated: true, onSelect: () => put(0) }] : [])]}
        />
      </div>
    </li>
  );
}
