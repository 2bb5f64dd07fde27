'use client';
import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';

/** A server that never made a backup has no restic: a run installs it, and nothing else. */
export function InstallRestic({ server }: { server: string }) {
  const router = useRouter();
  const prepare = useVerbMutation('restore.prepare', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  return (
    <>
      <Button icon={Download} busy={prepare.isPending && 'Starting…'} onClick={() => prepare.mutate({ server })}>Install restic on the server</Button>
      <ErrorNotice error={prepare.error} className="mt-2" />
    </>
  );
}
