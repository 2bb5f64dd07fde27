'use client';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';

/** When the run may restart the server. `at` null: it asks when it comes to it. */
export interface RebootTime {
  at: string | null;
  complete: boolean;
}
export const noReboot: RebootTime = { at: null, complete: true };

/** The plan restarts the server: asked when it comes to it, or at a time that is fixed now. */
export function RebootChoice({ value, onChange }: { value: RebootTime; onChange: (value: RebootTime) => void }) {
  const [kind, setKind] = useState<'ask' | 'at'>(value.at ? 'at' : 'ask');
  const [text, setText] = useState('');
  const tell = (nextKind: 'ask' | 'at', nextText: string) => {
    const moment = nextText ? new Date(nextText) : null;
    const valid = moment !== null && !Number.isNaN(moment.getTime());
    onChange(nextKind === 'ask' ? noReboot : { at: valid ? moment.toISOString() : null, complete: valid });
  };
  return (
    <div className="flex flex-col gap-2">
      <RadioCards
        legend="The server restarts once" value={kind} onChange={(next) => { setKind(next); tell(next, text); }}
        cards={[
          { value: 'ask', label: 'Ask me when it comes to it', hint: 'The run waits for your nod and shows who is logged in.' },
          { value: 'at', label: 'At a time', hint: 'The run waits until then and restarts by itself.' },
        ]}
      />
      {kind === 'at' && <Field label="Date and time" hint="In your own time zone."><Input type="datetime-local" value={text} onChange={(event) => { setText(event.target.value); tell(kind, event.target.value); }} className="max-w-64" /></Field>}
    </div>
  );
}
