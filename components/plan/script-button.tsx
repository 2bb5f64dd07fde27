'use client';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { callVerb } from '@/components/api/call-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { saveText } from './save-text';

/** The plan as a commented bash script that does the same by hand. */
export function ScriptButton({ server }: { server: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const fetchScript = async () => {
    setBusy(true);
    setError(null);
    try {
      const { fileName, text } = await callVerb('plan.script', { server });
      saveText(fileName, text, 'text/x-shellscript');
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="small" icon={Download} busy={busy && 'Writing…'} onClick={() => void fetchScript()}>Download as a bash script</Button>
      <ErrorNotice error={error} className="w-full" />
    </>
  );
}
