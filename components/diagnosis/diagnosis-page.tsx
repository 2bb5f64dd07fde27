'use client';
import { Stethoscope } from 'lucide-react';
import { hasClearml } from '@/components/backups/has-clearml';
import { useVerb } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { ConnectionNote } from '@/components/ui/connection-note';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { useUrlState } from '@/components/ui/url-state';
import type { Server } from '@/lib/contract/server';
import { showHidden } from '@/components/ui/code';
import { AskingNotice } from './asking-notice';
import { EarlierReports } from './earlier-reports';
import { outcomeLooks } from './outcome-looks';
import { Report } from './report';
import { useDiagnosis } from './use-diagnosis';

/** Why is it down? What is broken, since when, what happened just before, and what to do. */
export function DiagnosisPage({ server }: { server: Server }) {
  const { name } = server;
  const { view, earlier, problem, isPending, connection, isStarting, start } = useDiagnosis(name);
  const [{ report: wanted = '' }, choose] = useUrlState();
  const isOld = wanted !== '' && wanted !== view?.report?.id;
  const old = useVerb('diagnosis.get', { server: name, report: wanted }, { enabled: isOld });
  const report = (isOld ? old.data?.report : view?.report) ?? null;
  const asking = view?.asking ?? null;
  const isInstalled = hasClearml(server);
  const button = <Button kind="primary" icon={Stethoscope} busy={(isStarting || asking !== null) && 'Asking…'} onClick={() => { choose({ report: '' }); start(); }}>Why is it down?</Button>;
  return (
    <>
      <PageHeader
        name="Diagnosis" aside={report && <Status look={outcomeLooks[report.outcome]} />}
        sentence={report ? showHidden(report.sentence) : isInstalled ? 'Nothing was asked yet.' : 'There is no ClearML on this server yet.'}
        action={report && isInstalled ? button : undefined}
      />
      <LiveRegion>{asking ? `${asking.what}.` : report?.sentence}</LiveRegion>
      <ConnectionNote connection={connection} />
      <ErrorNotice error={problem ?? old.error} className="mb-6" />
      {(isPending || (isOld && old.isPending)) && <SkeletonRows rows={10} label="Loading the last report" />}
      {asking && <AskingNotice asking={asking} />}
      {view?.problem && <Notice tone="unknown" title="The last asking brought no report." className="mb-6">{showHidden(view.problem)} Ask again once that is mended.</Notice>}
      {isOld && report && <Notice title="This is an earlier report." className="mb-6" action={<Button size="small" onClick={() => choose({ report: '' })}>Show the newest</Button>}>What stands below was so then.</Notice>}
      {view && !report && !isOld && (
        <EmptyState icon={Stethoscope} title={asking ? 'The report is on its way' : 'Why is it down?'} action={isInstalled ? button : <ButtonLink href={`/servers/${name}/install`}>Install ClearML</ButtonLink>}>
          What is broken, since when, what happened just before, what the logs say about it and what to do will stand here. Every check is asked, and the last hour of all logs is read; that takes about half a minute and changes nothing.
        </EmptyState>
      )}
      {report && <Report key={report.id} server={name} report={report} isNow={!isOld} />}
      {report && earlier.length > 1 && <EarlierReports server={name} shown={report} all={earlier} newest={view?.report?.id ?? ''} />}
    </>
  );
}
