import { DatabaseBackup } from 'lucide-react';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { runAddress } from '@/components/frame/running-work';
import { Button, ButtonLink } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';

/** The way to a backup; while a run is open on the server, what it waits for. */
export function BackUpNow({ server, openRun }: { server: string; openRun: string | null }) {
  if (openRun !== null) return <WaitsForRun id={openRun} />;
  return <ButtonLink kind="primary" icon={DatabaseBackup} href={`/servers/${server}/backups/now`}>Back up now</ButtonLink>;
}

function WaitsForRun({ id }: { id: string }) {
  const { data: run } = useVerb('run.get', { run: id });
  return (
    <span className="flex flex-col gap-1 sm:items-end">
      <Button kind="primary" icon={DatabaseBackup} disabled aria-describedby="backup-waits">Back up now</Button>
      <span id="backup-waits" className="min-h-5 max-w-64 text-sm text-ink-soft sm:text-right">{run && <>Waits for <Link href={runAddress(run)} className="underline underline-offset-2">“{run.title}”</Link>, open since <RelativeTime at={run.createdAt} />.</>}</span>
    </span>
  );
}
