'use client';
import { Download, ExternalLink, FileText, Printer } from 'lucide-react';
import { useVerb } from '@/components/api/use-verb';
import { saveText } from '@/components/plan/save-text';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage, StageSection } from '@/components/wizard/stage-page';
import type { InstallRecord } from '@/lib/contract/record';
import { NextSteps } from './next-steps';
import { RecordView } from './record-view';

/** The link to ClearML, what was done, and what to do next. */
export function FinishStage({ server }: { server: string }) {
  const { data: record, error, isPending } = useVerb('record.get', { server });
  const { data: security } = useVerb('security.files', { server });
  return (
    <StagePage server={server} stage="finish" sentence={sentenceOf(record)} primary={record?.clearmlUrl && <ButtonLink kind="primary" icon={ExternalLink} external href={record.clearmlUrl}>Open ClearML</ButtonLink>}>
      <ErrorNotice error={error} />
      {isPending && <SkeletonRows rows={10} label="Loading the record" />}
      {record === null && (
        <EmptyState icon={FileText} title="Here the install record will be" action={<ButtonLink kind="primary" href={stageAddress(server, 'run')}>Go to the run</ButtonLink>}>
          Who installed when, from which files, every command with its result, each departure and each override. You can download it or print it.
        </EmptyState>
      )}
      {record && <div data-print="hide"><NextSteps record={record} server={server} firewall={security?.firewall ?? null} /></div>}
      {record && (
        <StageSection
          title="Install record"
          aside={
            <span data-print="hide" className="flex flex-wrap gap-2">
              <Button size="small" icon={Download} onClick={() => saveText(`${server}-install-record.md`, record.markdown, 'text/markdown')}>Download as Markdown</Button>
              <Button size="small" icon={Printer} onClick={printRecord}>Print</Button>
            </span>
          }
        >
          <RecordView record={record} />
        </StageSection>
      )}
    </StagePage>
  );
}

/** What is folded on the page is in the printed record. */
function printRecord(): void {
  for (const detail of document.querySelectorAll<HTMLDetailsElement>('main details')) detail.open = true;
  print();
}

function sentenceOf(record: InstallRecord | null | undefined): string {
  if (record === undefined) return 'Loading the record.';
  if (!record) return 'Nothing was installed from this console yet.';
  if (record.verifiedAt && record.clearmlUrl) return `ClearML works at ${record.clearmlUrl}.`;
  return 'The installation ran, and ClearML was not verified yet.';
}
