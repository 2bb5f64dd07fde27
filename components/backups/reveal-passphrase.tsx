import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
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
  const [password, setPassword] = useState('');
  const reveal = useVerbMutation('backup-destination.reveal', { onSuccess: ({ passphrase }) => onShown(passphrase) });
  const wrong = reveal.error?.fields.password;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Show the passphrase of ${placeWords(destination.place)}`} sentence="Whoever has it can read the backups there: keep it where neither the server nor this console is.">
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!reveal.isPending) reveal.mutate({ server, destination: destination.id, password });
        }}
      >
        {!wrong && <ErrorNotice error={reveal.error} />}
        <Field label="Your password for this console" hint="Asked again, so that nobody at your open browser can do this." error={wrong}>
          <PasswordInput autoComplete="current-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={password === ''} busy={reveal.isPending && 'Asking…'}>Show the passphrase</Button>
        </div>
      </form>
    </Dialog>
  );
}
