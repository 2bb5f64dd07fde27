'use client';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { callVerb } from '@/components/api/call-verb';
import { asProblem } from '@/components/api/problem';
import { saveText } from '@/components/plan/save-text';
import { Button } from '@/components/ui/button';

/** Downloads how to restore from that destination by hand: to be kept where the console is not. */
export function RunbookButton({ server, destination, place, size = 'small' }: { server: string; destination: string; place: string; size?: 'small' | 'normal' }) {
  const [isBusy, setBusy] = useState(false);
  const fetchText = async () => {
    setBusy(true);
    try {
      const { fileName, text } = await callVerb('backup-runbook.get', { server, destination });
      saveText(fileName, text, 'text/markdown');
    } catch (error) {
      toast.error(asProblem(error).message);
    } finally {
      setBusy(false);
    }
  };
  return <Button size={size} kind={size === 'small' ? 'quiet' : 'secondary'} icon={Download} busy={isBusy && 'Writing…'} aria-label={`Download how to restore by hand from ${place}`} onClick={() => void fetchText()}>Download how to restore by hand</Button>;
}
