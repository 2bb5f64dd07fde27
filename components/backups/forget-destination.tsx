'use client';
import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useVerbMutation } from '@/components/api/use-verb';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import type { ListedBackupDestination } from '@/lib/contract/backup-destination';
import { count } from '@/lib/core/units';
import { placeWords } from './place-words';

/** Forgetting is not deleting: what lies there stays, but only who has kept the passphrase can read it. */
export function ForgetDestination({ server, destination, onClose }: { server: string; destination: ListedBackupDestination; onClose: () => void }) {
  const client = useQueryClient();
  const place = placeWords(destination.place);
  const forget = useVerbMutation('backup-destination.remove', {
    onSuccess: () => {
      toast(`${place} is forgotten. What lies there was not changed.`);
      for (const verb of ['backup-destination.list', 'backup-set.list']) void client.invalidateQueries({ queryKey: [verb] });
      onClose();
    },
  });
  return (
    <ConfirmByName
      open onOpenChange={(open) => !open && onClose()} title={`Forget ${place}`} name={server} action="Forget the destination" busy={forget.isPending && 'Forgetting…'}
      sentence="The backups stay where they are, as they are. Only who has kept the passphrase can read them from now on."
      lost={['The passphrase, as far as this console has it', `What the console knows of ${count(destination.complete, 'complete backup')}${destination.incomplete === 0 ? '' : ` and ${destination.incomplete} incomplete`} there`]}
      onConfirm={(confirm) => forget.mutate({ server, destination: destination.id, confirm })}
    >
      {destination.scheduled && <Notice tone="warning" title={destination.scheduled === 'backups' ? 'The schedule backs up to it.' : 'The schedule copies each backup to it.'}>It is not forgotten before the schedule names another place or is turned off.</Notice>}
      <ErrorNotice error={forget.error} />
    </ConfirmByName>
  );
}
