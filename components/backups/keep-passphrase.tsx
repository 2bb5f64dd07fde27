'use client';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { saveText } from '@/components/plan/save-text';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Code } from '@/components/ui/code';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { exactWords } from '@/components/ui/relative-time';
import { useDirtyGuard } from '@/components/wizard/draft';
import { StageSection } from '@/components/wizard/stage-page';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import type { Server } from '@/lib/contract/server';
import { placeWords } from './place-words';
import { recoverySheet } from './recovery-sheet';

interface Props {
  server: Server;
  destination: BackupDestination;
  passphrase: string;
  onKept: () => void;
}

/** The passphrase, this once, with a sheet to keep. Nobody goes on without saying that it is kept. */
export function KeepPassphrase({ server, destination, passphrase, onKept }: Props) {
  const [isKept, setKept] = useState(false);
  useDirtyGuard(!isKept);
  // The form that was here is gone, and the focus with it.
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => start.current?.focus(), []);
  const place = placeWords(destination.place);
  const save = () => saveText(`recovery-sheet-${server.name}.html`, recoverySheet({ server, place: destination.place, passphrase, madeAt: exactWords(new Date().toISOString()) }), 'text/html');
  return (
    <StageSection title="Keep the passphrase" sentence={`It opens the backups at ${place}. It is shown this once: the console keeps it encrypted, and can't show it again.`}>
      <div ref={start} tabIndex={-1} role="group" aria-label="The passphrase" className="flex max-w-[68ch] flex-col gap-4 outline-none">
        <p className="flex flex-wrap items-center gap-2 text-lg"><Code>{passphrase}</Code><CopyButton text={passphrase} label="Copy the passphrase" words="Copy" /></p>
        <Notice tone="warning" title="If it is lost, nobody can read the backups.">Neither you nor anybody else, once this console is gone. Keep it where the server is not: in a password manager, or on paper.</Notice>
      </div>
      <div className="flex max-w-[68ch] flex-col items-start gap-4">
        <div>
          <Button icon={Download} onClick={save}>Download the recovery sheet</Button>
          <p className="mt-1 text-sm text-ink-soft">A page to print: this passphrase, the server, the place, and how to restore without this console. Delete the file once it is printed.</p>
        </div>
        <Checkbox label="I have kept it" hint="In a place that outlives the server and this console." checked={isKept} onChange={(event) => setKept(event.target.checked)} />
        <Button kind="primary" disabled={!isKept} onClick={onKept}>Go on to the backups</Button>
      </div>
    </StageSection>
  );
}
