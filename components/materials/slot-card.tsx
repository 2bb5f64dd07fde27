'use client';
import { ClipboardPaste, FileCheck, FileQuestion, FolderOpen, Trash2 } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { ErrorNotice } from '@/components/ui/error-notice';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { slotFile, type Materials, type Slot } from '@/lib/contract/materials';
import { formatBytes } from '@/lib/core/units';
import { EarlierVersion } from './earlier-version';
import { PasteDialog } from './paste-dialog';
import { readUpload } from './read-upload';
import { RemarkList } from './remark-list';
import type { MaterialActions } from './use-material-actions';

const purposes: Record<Slot, string> = {
  compose: 'Names the services and their images.',
  override: 'What is special about this server, such as single sign-on. May be left out.',
  constants: 'Keys, passwords and image versions of this environment.',
};

/** One file: drop, pick or paste it; below, what was noticed in it. */
export function SlotCard({ slot, materials, actions }: { slot: Slot; materials: Materials; actions: MaterialActions }) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState(false);
  const file = materials.files.find((candidate) => candidate.slot === slot);
  const earlier = materials.earlier.find((candidate) => candidate.slot === slot);
  const remarks = materials.remarks.filter((remark) => remark.slot === slot);
  const put = (chosen: File | undefined) => chosen && void actions.put(slot, () => readUpload(chosen, slot));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 1) void actions.putMany(files);
    else put(files[0]);
  };
  const busy = actions.busy === slot;
  return (
    <section
      aria-label={slotFile[slot]} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}
      className={cn('flex min-w-0 flex-col gap-3 rounded-md border bg-surface px-4 py-3 transition-colors', file ? 'border-line' : 'border-dashed border-line-strong', over && 'border-accent bg-accent-soft')}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 gap-2.5">
          {file ? <FileCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" /> : <FileQuestion aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />}
          <div className="min-w-0">
            <h2 className="font-mono text-sm font-semibold whitespace-nowrap">{slotFile[slot]}</h2>
            {file ? (
              <p className="text-sm text-ink-soft">
                {file.fileName !== slotFile[slot] && <>from <span className="font-mono break-all">{file.fileName}</span>, </>}
                {formatBytes(file.bytes)}, stored <RelativeTime at={file.savedAt} /> · <span className="font-mono" title={`sha256 ${file.sha256}`}>{file.sha256.slice(0, 12)}</span>
              </p>
            ) : <p className="text-sm text-ink-soft">{purposes[slot]} {over ? 'Let go to add it.' : 'Drop it here.'}</p>}
          </div>
        </div>
        <div className="flex gap-1.5">
          <Button size="small" icon={FolderOpen} busy={busy && 'Reading…'} onClick={() => picker.current?.click()}>{file ? 'Replace' : 'Choose a file'}<span className="sr-only"> for {slotFile[slot]}</span></Button>
          <Button size="small" kind="quiet" icon={ClipboardPaste} onClick={() => setPasting(true)}>Paste<span className="sr-only"> {slotFile[slot]}</span></Button>
          {file && <IconButton size="small" icon={Trash2} label={`Remove ${slotFile[slot]}`} onClick={() => actions.remove(slot)} />}
        </div>
      </div>
      <input ref={picker} type="file" className="sr-only" tabIndex={-1} aria-label={`File for ${slotFile[slot]}`} onChange={(event) => { put(event.target.files?.[0]); event.target.value = ''; }} />
      <ErrorNotice error={actions.problems[slot]} />
      <RemarkList remarks={remarks} />
      {earlier && <EarlierVersion earlier={earlier} actions={actions} />}
      {pasting && <PasteDialog slot={slot} actions={actions} onClose={() => setPasting(false)} />}
    </section>
  );
}
