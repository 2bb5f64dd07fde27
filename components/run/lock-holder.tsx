'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';

/** Who changes the server now, and the way to break a lock that was left behind. */
export function LockHolder({ server }: { server: string }) {
  const { data, error } = useVerb('lock.get', { server }, { every: 5000 });
  const client = useQueryClient();
  const holder = data?.holder;
  /** The holder that was shown when the question was opened: its lock is broken, and no other. */
  const [asking, setAsking] = useState<typeof holder>(null);
  const release = useVerbMutation('lock.break', {
    onSuccess: () => setAsking(null),
    onError: (problem) => {
      if (problem.reason !== 'lock.other') return;
      setAsking(null);
      void client.invalidateQueries({ queryKey: ['lock.get', { server }] });
    },
  });
  return (
    <div className="mt-2 flex flex-col items-start gap-2">
      <ErrorNotice error={error ?? (asking ? null : release.error)} />
      {holder && <p>Held by {holder.actor} from the console “{holder.console}” <RelativeTime at={holder.since} />: {holder.why}.</p>}
      {holder && <Button onClick={() => { release.reset(); setAsking(holder); }}>Break the lock</Button>}
      <ConfirmByName
        open={Boolean(asking)} onOpenChange={(open) => !open && setAsking(null)} name={server} title="Break the lock?" action="Break the lock" busy={release.isPending && 'Breaking…'}
        sentence={`It is held by ${asking?.actor ?? ''} for “${asking?.why ?? ''}”. Only if that console is gone for good: two changes at once can leave the server in a state that neither expects. It is refused while a step still runs there.`}
        lost={[]} onConfirm={(confirm) => asking && release.mutate({ server, run: asking.run, confirm })}
      >
        <ErrorNotice error={release.error} />
      </ConfirmByName>
    </div>
  );
}
