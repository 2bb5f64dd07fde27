'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { slotFile, type Slot } from '@/lib/contract/materials';
import { readPaste } from './read-upload';
import type { MaterialActions } from './use-material-actions';

/** A file as pasted text. */
export function PasteDialog({ slot, actions, onClose }: { slot: Slot; actions: MaterialActions; onClose: () => void }) {
  const [text, setText] = useState('');
  const store = async () => {
    if (await actions.put(slot, () => readPaste(text, slot))) onClose();
  };
  return (
    <Dialog
      wide open onOpenChange={(open) => !open && onClose()} title={`Paste ${slotFile[slot]}`} sentence="It is stored encrypted, as it stands."
      footer={<><Button onClick={onClose}>Close</Button><Button kind="primary" disabled={text === ''} busy={actions.busy === slot && 'Reading…'} onClick={() => void store()}>Store the text</Button></>}
    >
      <Field label="Text of the file"><Textarea mono autoFocus rows={16} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} /></Field>
      <ErrorNotice error={actions.problems[slot]} className="mt-3" />
    </Dialog>
  );
}
