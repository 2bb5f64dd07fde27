'use client';
import { toast } from 'sonner';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { Silence } from '@/lib/contract/alert';
import { useSilencesChanged } from './use-silences-changed';

/** Asks first: what it keeps quiet is told at once when it is gone. */
export function RemoveSilence({ silence, onClose }: { silence: Silence; onClose: () => void }) {
  const changed = useSilencesChanged();
  const remove = useVerbMutation('silence.remove', {
    onSuccess: () => {
      toast(`The window “${silence.title}” is removed.`);
      changed();
      onClose();
    },
  });
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title={`Remove “${silence.title}”?`}
      sentence={silence.isActive ? 'It is active now. What it keeps quiet is told as soon as it is gone.' : 'Alerts are then told at these times too.'}
      footer={<><Button onClick={onClose}>Keep it</Button><Button kind="destructive" busy={remove.isPending && 'Removing…'} onClick={() => remove.mutate({ silence: silence.id })}>Remove the window</Button></>}
    >
      <p className="text-ink-soft">{silence.sentence}</p>
      <ErrorNotice error={remove.error} className="mt-3" />
    </Dialog>
  );
}
