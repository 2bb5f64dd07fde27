'use client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { Keep } from '@/lib/contract/history';
import { HistoryCost } from './history-cost';

/** Asks before history is deleted. */
export function HistoryLosses({ keep, busy, onClose, onAgree }: { keep: Keep; busy: boolean; onClose: () => void; onAgree: () => void }) {
  return (
    <Dialog
      open onOpenChange={onClose} title="Delete older history?" sentence="What is deleted does not come back, whatever is chosen later. Coarser values of the same time stay as long as they are kept."
      footer={<><Button onClick={onClose}>Keep it as it is</Button><Button kind="destructive" busy={busy && 'Saving…'} onClick={onAgree}>Save and delete</Button></>}
    >
      <HistoryCost keep={keep} />
    </Dialog>
  );
}
