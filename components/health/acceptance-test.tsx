'use client';
import { FlaskConical } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';

/** Starts the test of ClearML from end to end, after saying what it writes. Its result is the run's page. */
export function AcceptanceTest({ server }: { server: string }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const start = useVerbMutation('acceptance.start', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  return (
    <>
      <Button size="small" kind="quiet" icon={FlaskConical} onClick={() => setOpen(true)}>Acceptance test…</Button>
      <Dialog
        open={isOpen} onOpenChange={setOpen} title="Run the acceptance test?" sentence="Services that answer need not work. This proves it from end to end."
        footer={<><Button onClick={() => setOpen(false)}>Close</Button><Button kind="primary" busy={start.isPending && 'Starting…'} onClick={() => start.mutate({ server })}>Run the acceptance test</Button></>}
      >
        <p className="max-w-[68ch]">It logs in as the support user, writes a project, a task, a line of a log and a file of 64 KiB to ClearML, reads them back, and removes them all, also when something fails in between.</p>
        <p className="mt-2 max-w-[68ch] text-ink-soft">It usually takes less than a minute. You can follow it on a page of its own, which says for each stage how it went and how long it took.</p>
        <ErrorNotice error={start.error} className="mt-3" />
      </Dialog>
    </>
  );
}
