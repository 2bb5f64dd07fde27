'use client';
import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useVerbMutation } from '@/components/api/use-verb';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import { count } from '@/lib/core/units';
import { placeWords } from './place-words';

/** Forgetting is not deleting: what lies there stays, but only who has kept the passphrase can read it. */
export function ForgetDestination({ server, destination, sets, onClose }: { server: string; destination: BackupDestination; sets: number; onClose: () => void }) {
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
      lost={['The passphrase, as far as this console has it', `What the console knows of ${count(sets, 'backup')} there`]}
      onConfirm={(confirm) => forget.mutate({ server, destination: destination.id, confirm })}
    >
      <ErrorNotice error={forget.error} />
    </ConfirmByName>
  );
}
