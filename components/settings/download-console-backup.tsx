'use client';
import { useVerbMutation } from '@/components/api/use-verb';
import { PasswordDialog } from '@/components/ui/password-dialog';

/** Asks for the password again, then has the browser fetch the file: by its session alone, so that nothing secret stands in the address. */
export function DownloadConsoleBackup({ file, onClose }: { file: string; onClose: () => void }) {
  const unlock = useVerbMutation('console-backup.unlock', {
    onSuccess: () => {
      Object.assign(document.createElement('a'), { href: `/api/v1/console-backup/${file}`, download: file }).click();
      onClose();
    },
  });
  return (
    <PasswordDialog
      title="Download a backup of this console" sentence="It is encrypted with the passphrase of then. Whoever has both has all your servers: keep them apart."
      action={`Download ${file}`} error={unlock.error} isPending={unlock.isPending} onPassword={(password) => unlock.mutate({ file, password })} onClose={onClose}
    />
  );
}
