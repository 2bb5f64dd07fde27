'use client';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { callVerb } from '@/components/api/call-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { OutputOf } from '@/lib/contract/verbs';
import { saveText } from './save-text';

/** The plan as a commented bash script that does the same by hand. The server is asked anew for it: the page says whether it still is what is shown. */
export function ScriptButton({ server }: { server: string }) {
  const [busy, setBusy] = useState(false);
  const [written, setWritten] = useState<OutputOf<'plan.script'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const fetchScript = async () => {
    setBusy(true);
    setError(null);
    try {
      const script = await callVerb('plan.script', { server });
      setWritten(script);
      saveText(script.fileName, script.text, 'text/x-shellscript');
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
      <div role="status" className="w-full empty:hidden">
        {written && written.differences.length === 0 && <p className="text-sm text-ink-soft">The script was planned <RelativeTime at={written.plannedAt} /> from what {server} answered then, and is as shown here.</p>}
        {written && written.differences.length > 0 && (
          <Notice tone="warning" title={`The script is not the plan shown here: ${server} has changed since.`}>
            It was planned <RelativeTime at={written.plannedAt} />. These steps differ: {written.differences.join('; ')}. Make the plan again to see them.
          </Notice>
        )}
      </div>
    </>
  );
}
