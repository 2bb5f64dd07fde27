'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { stageAddress } from '@/components/wizard/stage-address';
import type { Plan } from '@/lib/contract/plan';
import { count, formatDuration, roughly } from '@/lib/core/units';
import { noReboot, RebootChoice, type RebootTime } from './reboot-choice';

/** Starts the shown plan. Where something is destroyed, the server's name is typed first. */
export function StartButton({ plan, server }: { plan: Plan; server: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [reboot, setReboot] = useState<RebootTime>(noReboot);
  const start = useVerbMutation('run.start', {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['run.list'] });
      router.push(stageAddress(server, 'run'));
    },
  });
  const reboots = plan.chapters.some((chapter) => chapter.steps.some((step) => step.commands.some((command) => command.kind === 'reboot')));
  const send = (confirm?: string) => start.mutate({ server, plan: plan.id, rebootAt: reboot.at, ...(confirm ? { confirm } : {}) });
  const choice = reboots && <RebootChoice value={reboot} onChange={setReboot} />;
  const problem = <ErrorNotice error={start.error} />;
  const busy = start.isPending && 'Starting…';
  return (
    <>
      <Button kind="primary" icon={Play} disabled={plan.blockers.length > 0} onClick={() => setOpen(true)}>Install ClearML</Button>
      {plan.needsName ? (
        <ConfirmByName open={open} onOpenChange={setOpen} name={server} title="Install ClearML, and destroy what is listed?" lost={plan.summary.destroys} action="Install ClearML" busy={busy} onConfirm={send}>
          {choice}
          {problem}
        </ConfirmByName>
      ) : (
        <Dialog
          open={open} onOpenChange={setOpen} title={`Install ClearML on ${server}?`} sentence={`${count(plan.summary.commands, 'command')} as shown, usually ${formatDuration(roughly(plan.summary.usually))}. You can close the page while they run.`}
          footer={<><Button onClick={() => setOpen(false)}>Not yet</Button><Button kind="primary" disabled={!reboot.complete} busy={busy} onClick={() => send()}>Install ClearML</Button></>}
        >
          <div className="flex flex-col gap-3">{choice}{problem}</div>
        </Dialog>
      )}
    </>
  );
}
