'use client';
import { Undo2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { slotFile, type MaterialFile } from '@/lib/contract/materials';
import { formatBytes } from '@/lib/core/units';
import type { MaterialActions } from './use-material-actions';

/** The way back from a file that was replaced or removed. */
export function EarlierVersion({ earlier: { slot, fileName, bytes, sha256, savedAt }, actions }: { earlier: MaterialFile; actions: MaterialActions }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line pt-2 text-sm">
      <p className="min-w-0 flex-1 basis-64 text-ink-soft">
        The earlier version is kept, encrypted: <span className="font-mono break-all">{fileName}</span>, {formatBytes(bytes)}, stored <RelativeTime at={savedAt} /> · <span className="font-mono" title={`sha256 ${sha256}`}>{sha256.slice(0, 12)}</span>
      </p>
      <Button size="small" icon={Undo2} busy={actions.busy === slot && 'Reading…'} onClick={() => actions.putBack(slot)}>Put the earlier one back<span className="sr-only"> for {slotFile[slot]}</span></Button>
      <Button size="small" kind="quiet" onClick={() => actions.forget(slot)}>Forget it<span className="sr-only">: the earlier {slotFile[slot]}</span></Button>
    </div>
  );
}
