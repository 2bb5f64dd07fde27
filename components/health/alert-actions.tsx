import { useQueryClient } from '@tanstack/react-query';
import { BellOff, CheckCheck } from 'lucide-react';
import { useVerbMutation, verbKey } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { showHidden } from '@/components/ui/code';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Menu } from '@/components/ui/menu';
import { useNow } from '@/components/ui/relative-time';
import type { Alert } from '@/lib/contract/alert';
import { firstSentence } from '@/lib/core/sentences';
import { isSnoozed } from './alert-words';

const snoozes = [{ label: 'For an hour', minutes: 60 }, { label: 'For 4 hours', minutes: 240 }, { label: 'For a day', minutes: 1440 }, { label: 'For a week', minutes: 10_080 }];

/** Takes an alert on, or puts it to sleep. */
export function AlertActions({ server, alert }: { server: string; alert: Alert }) {
  const client = useQueryClient();
  const now = useNow(20_000);
  const renew = { onSuccess: () => void client.invalidateQueries({ queryKey: verbKey('health.get', { server }) }) };
  const acknowledge = useVerbMutation('alert.acknowledge', renew);
  const snooze = useVerbMutation('alert.snooze', renew);
  const first = firstSentence(showHidden(alert.message));
  const put = (minutes: number) => snooze.mutate({ alert: alert.id, minutes });
  return (
    <div className="flex flex-wrap items-start gap-1.5">
      {alert.acknowledged
        ? <Button size="small" kind="quiet" busy={acknowledge.isPending && 'Taking it back…'} onClick={() => acknowledge.mutate({ alert: alert.id, on: false })} aria-label={`Take it back: the acknowledgement of ${first}`}>Take it back</Button>
        : <Button size="small" icon={CheckCheck} busy={acknowledge.isPending && 'Acknowledging…'} onClick={() => acknowledge.mutate({ alert: alert.id, on: true })} aria-label={`Acknowledge: ${first}`}>Acknowledge</Button>}
      <Menu
        label={`Snooze: ${first}`} head="Nothing is told meanwhile."
        trigger={<Button size="small" kind="quiet" icon={BellOff} busy={snooze.isPending && 'Snoozing…'} aria-label={`Snooze: ${first}`}>Snooze</Button>}
        items={[...snoozes.map(({ label, minutes }) => ({ label, onSelect: () => put(minutes) })), ...(isSnoozed(alert, now) ? [{ label: 'End the snooze', separated: true, onSelect: () => put(0) }] : [])]}
      />
      <ErrorNotice error={acknowledge.error ?? snooze.error} className="mt-1 max-w-sm basis-full" />
    </div>
  );
}
