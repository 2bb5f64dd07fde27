'use client';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useSaveOpen } from './use-open';

interface Props {
  what: 'page' | 'metrics';
  action: string;
  /** Who is shut out by it. */
  lost: string;
  /** What was made, to be shown once. */
  onMade: (text: string) => void;
}

/** Asks first: whoever has the one before is shut out at once. */
export function RenewButton({ what, action, lost, onMade }: Props) {
  const [asks, setAsks] = useState(false);
  const save = useSaveOpen();
  const renew = () => save.mutate({ renew: what }, {
    onSuccess: ({ made }) => {
      setAsks(false);
      onMade((what === 'page' ? made.address : made.token) ?? '');
    },
  });
  return (
    <>
      <Button icon={RefreshCw} onClick={() => setAsks(true)}>{action}</Button>
      {asks && (
        <Dialog
          open onOpenChange={setAsks} title={`${action}?`} sentence={lost}
          footer={<><Button onClick={() => setAsks(false)}>Keep the one there is</Button><Button kind="destructive" busy={save.isPending && 'Making…'} onClick={renew}>{action}</Button></>}
        >
          <ErrorNotice error={save.error} />
        </Dialog>
      )}
    </>
  );
}
