'use client';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';

/** Asks for the password again, then has the browser fetch the file: by its session alone, so that nothing secret stands in the address. */
export function DownloadConsoleBackup({ file, onClose }: { file: string; onClose: () => void }) {
  const [password, setPassword] = useState('');
  const unlock = useVerbMutation('console-backup.unlock', {
    onSuccess: () => {
      Object.assign(document.createElement('a'), { href: `/api/v1/console-backup/${file}`, download: file }).click();
      onClose();
    },
  });
  const wrong = unlock.error?.fields.password;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Download a backup of this console" sentence="It is encrypted with the passphrase of then. Whoever has both has all your servers: keep them apart.">
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!unlock.isPending) unlock.mutate({ file, password });
        }}
      >
        {!wrong && <ErrorNotice error={unlock.error} />}
        <Field label="Your password for this console" hint="Asked again, so that nobody at your open browser can do this." error={wrong}>
          <PasswordInput autoComplete="current-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={password === ''} busy={unlock.isPending && 'Asking…'}>Download {file}</Button>
        </div>
      </form>
    </Dialog>
  );
}
