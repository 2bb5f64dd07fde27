'use client';
import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { Channel } from '@/lib/contract/channel';

/** Asks first: with the channel go its secrets and what waits for it. */
export function RemoveChannel({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useVerbMutation('channel.remove', {
    onSuccess: () => {
      toast(`${channel.name} is removed.`);
      void client.invalidateQueries({ queryKey: ['channel.list'] });
      void client.invalidateQueries({ queryKey: ['delivery.list'] });
      onClose();
    },
  });
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title={`Remove ${channel.name}?`}
      sentence="Its settings and secrets, the messages that wait for it and the log of those it was sent are deleted. Alerts are no longer told by it."
      footer={<><Button onClick={onClose}>Keep it</Button><Button kind="destructive" busy={remove.isPending && 'Removing…'} onClick={() => remove.mutate({ id: channel.id })}>Remove the channel</Button></>}
    >
      <p className="text-ink-soft">To stop it for a while, edit it and turn it off instead.</p>
      <ErrorNotice error={remove.error} className="mt-3" />
    </Dialog>
  );
}
