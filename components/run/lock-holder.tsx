'use client';
import { useState } from 'react';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';

/** Who changes the server now, and the way to break a lock that was left behind. */
export function LockHolder({ server }: { server: string }) {
  const { data, error } = useVerb('lock.get', { server }, { every: 5000 });
  const [asking, setAsking] = useState(false);
  const release = useVerbMutation('lock.break', { onSuccess: () => setAsking(false) });
  const holder = data?.holder;
  return (
    <div className="mt-2 flex flex-col items-start gap-2">
      <ErrorNotice error={error} />
      {holder && <p>Held by {holder.actor} from the console “{holder.console}” <RelativeTime at={holder.since} />: {holder.why}.</p>}
      {holder && <Button onClick={() => setAsking(true)}>Break the lock</Button>}
      <ConfirmByName
        open={asking} onOpenChange={setAsking} name={server} title="Break the lock?" action="Break the lock" busy={release.isPending && 'Breaking…'}
        sentence="Only if the other console is gone for good: two changes at once can leave the server in a state that neither expects. It is refused while a step still runs there."
        lost={[]} onConfirm={(confirm) => release.mutate({ server, confirm })}
      >
        <ErrorNotice error={release.error} />
      </ConfirmByName>
    </div>
  );
}
