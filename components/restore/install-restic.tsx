'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Download, ExternalLink } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { LiveRegion } from '@/components/ui/live-region';
import { runLook, Status } from '@/components/ui/status';

const whileRunning = 2000;

/** A server that never made a backup has no restic: a run installs it, and nothing else. It is watched here, so that what was entered beside it stays. `onDone`: asks once more what could not be told without it. */
export function InstallRestic({ server, onDone }: { server: string; onDone?: () => void }) {
  const client = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const prepare = useVerbMutation('restore.prepare', { onSuccess: ({ run }) => setId(run) });
  const { data: run } = useVerb('run.get', { run: id ?? '' }, { enabled: id !== null, every: whileRunning });
  const isDone = run?.state === 'done';
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  useEffect(() => {
    if (!isDone) return;
    void client.invalidateQueries({ queryKey: ['restore.find'] });
    latest.current?.();
  }, [isDone, client]);
  if (id === null) {
    return (
      <>
        <Button icon={Download} busy={prepare.isPending && 'Starting…'} onClick={() => prepare.mutate({ server })}>Install restic on the server</Button>
        <ErrorNotice error={prepare.error} className="mt-2" />
      </>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      {run && <Status look={runLook[run.state]} />}
      <p className="max-w-[60ch]">{isDone ? 'restic is installed. The server is asked once more.' : (run?.sentence ?? 'restic is being installed.')}</p>
      {!isDone && <ButtonLink size="small" icon={ExternalLink} external href={`/servers/${server}/runs/${id}`}>Open its page in a new tab</ButtonLink>}
      <LiveRegion>{isDone ? 'restic is installed.' : (run?.sentence ?? '')}</LiveRegion>
    </div>
  );
}
