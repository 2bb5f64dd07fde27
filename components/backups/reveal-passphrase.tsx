import { useVerbMutation } from '@/components/api/use-verb';
import { PasswordDialog } from '@/components/ui/password-dialog';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import { placeWords } from './place-words';

interface Props {
  server: string;
  destination: BackupDestination;
  onShown: (passphrase: string) => void;
  onClose: () => void;
}

/** Asks for the password again, then has the passphrase shown with its sheet. */
export function RevealPassphrase({ server, destination, onShown, onClose }: Props) {
  const reveal = useVerbMutation('backup-destination.reveal', { onSuccess: ({ passphrase }) => onShown(passphrase) });
  return (
    <PasswordDialog
      title={`Show the passphrase of ${placeWords(destination.place)}`} sentence="Whoever has it can read the backups there: keep it where neither the server nor this console is."
      action="Show the passphrase" error={reveal.error} isPending={reveal.isPending} onPassword={(password) => reveal.mutate({ server, destination: destination.id, password })} onClose={onClose}
    />
  );
}
