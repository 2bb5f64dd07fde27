'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { placeWords } from '@/components/backups/place-words';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { count, formatBytes } from '@/lib/core/units';

/** Says what the console left on the server and offers to clear it; ClearML itself stays. */
export function RemoveServer({ server, open, onOpenChange }: { server: string; open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const client = useQueryClient();
  const [clear, setClear] = useState(false);
  const leftovers = useVerb('server.leftovers', { server }, { enabled: open });
  const remove = useVerbMutation('server.remove', {
    onSuccess: (_nothing, { clear: cleared }) => {
      toast(`${server} was removed from this console.`, { description: cleared ? 'What the console left on the server was cleared. What was run stays in Activity.' : 'Nothing was changed on the server. What was run stays in Activity.' });
      void client.invalidateQueries({ queryKey: ['server.list'] });
      router.push('/');
    },
  });
  const destinations = useVerb('backup-destination.list', { server }, { enabled: open });
  const left = leftovers.data;
  // Removed after a fire, they would be gone with what opens them.
  const backups = destinations.data && destinations.data.length > 0 ? [`The passphrase of its backups, as far as this console has it: they stay at ${new Intl.ListFormat('en').format(destinations.data.map(({ place }) => placeWords(place)))}, and only who has kept the passphrase can read them`, 'The schedule of its backups, and what this console knows of them'] : [];
  return (
    <ConfirmByName
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${server} from this console`}
      sentence="ClearML and its data stay on the server as they are. What was run stays in Activity, and the pinned host key stays with the address."
      lost={['The profile with its credentials', 'The files, settings and overrides that were entered for it, and its last plan', 'The findings of its preflight and its verification', ...backups]}
      name={server}
      action="Remove the server"
      busy={remove.isPending && 'Removing…'}
      onConfirm={(confirm) => remove.mutate({ server, confirm, clear: clear && Boolean(left?.reachable) })}
    >
      <div className="min-h-14">
        {leftovers.isPending && <div role="status" aria-label="Asking what the console left on the server"><Skeleton className="h-4 w-3/4" /><Skeleton className="mt-2 h-4 w-1/2" /></div>}
        {left && (
          <>
            <Checkbox
              label="Also clear the outputs of runs that the console left on the server"
              hint={left.message || `${count(left.runDirectories, 'run directory', 'run directories')}, ${formatBytes(left.bytes)}`}
              checked={clear && left.reachable}
              disabled={!left.reachable}
              onChange={(event) => setClear(event.target.checked)}
            />
            {left.paths.length > 0 && <Disclosure title="Show the paths"><ul className="font-mono text-sm">{left.paths.map((path) => <li key={path} className="break-all">{path}</li>)}</ul></Disclosure>}
          </>
        )}
        <ErrorNotice error={leftovers.error ?? destinations.error ?? remove.error} />
      </div>
    </ConfirmByName>
  );
}
