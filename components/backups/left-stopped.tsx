'use client';
import { Play } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';

/** A backup that stopped ClearML has ended, and could not start it again. */
export function LeftStopped({ server }: { server: string }) {
  const router = useRouter();
  const { data } = useVerb('backup.stopped', { server }, { every: 60_000 });
  const release = useVerbMutation('backup.release', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  if (!data?.run) return null;
  return (
    <Notice tone="bad" title="A backup has stopped ClearML, and could not start it again." action={<Button kind="primary" icon={Play} busy={release.isPending && 'Starting…'} onClick={() => release.mutate({ server })}>Start ClearML</Button>}>
      Nobody can work until it runs. <Link className="underline underline-offset-2" href={`/servers/${server}/runs/${data.run}`}>That run</Link> says why. Exactly what was stopped is started, and asked until it answers.
      <ErrorNotice error={release.error} className="mt-2" />
    </Notice>
  );
}
