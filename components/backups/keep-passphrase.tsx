'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { saveText } from '@/components/plan/save-text';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Code } from '@/components/ui/code';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { exactWords } from '@/components/ui/relative-time';
import { useDirtyGuard } from '@/components/wizard/draft';
import { StageSection } from '@/components/wizard/stage-page';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import type { Server } from '@/lib/contract/server';
import { placeWords } from './place-words';
import { recoverySheet } from './recovery-sheet';
import { RunbookButton } from './runbook-button';

interface Props {
  server: Server;
  destination: BackupDestination;
  passphrase: string;
  onKept: () => void;
}

/** The passphrase, with a sheet to keep. Whoever leaves without saying that it is kept is reminded by the page, until somebody says so. */
export function KeepPassphrase({ server, destination, passphrase, onKept }: Props) {
  const [isKept, setKept] = useState(false);
  useDirtyGuard(!isKept);
  // The form that was here is gone, and the focus with it.
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => start.current?.focus(), []);
  const client = useQueryClient();
  const kept = useVerbMutation('backup-destination.kept', {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['backup-destination.list'] });
      onKept();
    },
  });
  const place = placeWords(destination.place);
  const save = () => saveText(`recovery-sheet-${server.name}.html`, recoverySheet({ server, place: destination.place, passphrase, madeAt: exactWords(new Date().toISOString()) }), 'text/html');
  return (
    <StageSection title="Keep the passphrase" sentence={`It opens the backups at ${place}. The console keeps it encrypted, and shows it again only to who enters their password once more.`}>
      <div ref={start} tabIndex={-1} role="group" aria-label="The passphrase" className="flex max-w-[68ch] flex-col gap-4 outline-none">
        <p className="flex flex-wrap items-center gap-2 text-lg"><Code>{passphrase}</Code><CopyButton text={passphrase} label="Copy the passphrase" words="Copy" /></p>
        <Notice tone="warning" title="If it is lost, nobody can read the backups.">Neither you nor anybody else, once this console is gone. Keep it where the server is not: in a password manager, or on paper.</Notice>
      </div>
      <div className="flex max-w-[68ch] flex-col items-start gap-4">
        <div>
          <div className="flex flex-wrap gap-2">
            <Button icon={Download} onClick={save}>Download the recovery sheet</Button>
            <RunbookButton server={server.name} destination={destination.id} place={place} size="normal" />
          </div>
          <p className="mt-1 text-sm text-ink-soft">The sheet is a page to print: this passphrase, the server and the place; delete the file once it is printed. The other text says what to type without this console, block by block; no secret is in it. Keep both together.</p>
        </div>
        <Checkbox label="I have kept it" hint="In a place that outlives the server and this console." checked={isKept} onChange={(event) => setKept(event.target.checked)} />
        <ErrorNotice error={kept.error} />
        <Button kind="primary" disabled={!isKept} busy={kept.isPending && 'Noting it…'} onClick={() => kept.mutate({ server: server.name, destination: destination.id, passphrase })}>Go on to the backups</Button>
      </div>
    </StageSection>
  );
}
