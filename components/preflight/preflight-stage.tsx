'use client';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw, ServerCog } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage } from '@/components/wizard/stage-page';
import { CheckupSummary } from './checkup-summary';
import { FindingGroups } from './finding-groups';

/** What the server is, against what the guide asks: findings arrive as they are asked. */
export function PreflightStage({ server }: { server: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const { data: checkup, error, isPending } = useVerb('preflight.get', { server });
  const start = useVerbMutation('preflight.start', { onSuccess: (next) => setVerbData(client, 'preflight.get', { server }, next) });
  const makePlan = useVerbMutation('plan.make', {
    onSuccess: (next) => {
      setVerbData(client, 'plan.get', { server }, next);
      router.push(stageAddress(server, 'plan'));
    },
  });
  const never = !checkup || checkup.state === 'never';
  const asking = checkup?.state === 'asking' || start.isPending;
  const check = <Button kind={never ? 'primary' : 'secondary'} icon={RefreshCw} busy={asking && 'Checking…'} onClick={() => start.mutate({ server })}>{never ? 'Check the server' : 'Check all again'}</Button>;
  return (
    <StagePage
      server={server} stage="preflight" sentence={checkup?.sentence ?? 'The server was not checked yet.'}
      beside={never ? null : check}
      primary={never ? check : <Button kind="primary" disabled={asking} busy={makePlan.isPending && 'Asking the server…'} onClick={() => makePlan.mutate({ server })}>Review the plan</Button>}
    >
      <ErrorNotice error={error ?? start.error ?? makePlan.error} />
      {isPending && <SkeletonRows rows={12} label="Loading the findings" />}
      {checkup && never && (
        <EmptyState icon={ServerCog} title="Here the server will be compared with the guide">
          {checkup.findings.length > 0 ? `${checkup.findings.length} checks ask the server about` : 'Checks ask the server about'} processors, memory, disks, ports, names, repositories and what else tends to stop an installation half-way. Asking changes nothing.
        </EmptyState>
      )}
      {checkup && !never && <CheckupSummary checkup={checkup} />}
      {checkup && !never && <FindingGroups checkup={checkup} server={server} acts />}
    </StagePage>
  );
}
