'use client';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw, ServerCog } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { ObstacleNotice } from '@/components/plan/obstacle-notice';
import { useObstacles } from '@/components/plan/use-obstacles';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage } from '@/components/wizard/stage-page';
import type { Finding } from '@/lib/contract/finding';
import { count } from '@/lib/core/units';
import { CheckupSummary } from './checkup-summary';
import { FindingGroups } from './finding-groups';
import { standsInTheWay } from './finding-row';

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
  const obstacles = useObstacles(server);
  const never = !checkup || checkup.state === 'never';
  const asking = checkup?.state === 'asking' || start.isPending;
  const reason = checkup?.state === 'done' ? commonReason(checkup.findings) : null;
  const due = never || checkup.stale === true;
  const check = <Button kind={due ? 'primary' : 'secondary'} icon={RefreshCw} busy={asking && 'Checking…'} onClick={() => start.mutate({ server })}>{never ? 'Check the server' : 'Check all again'}</Button>;
  const open = reason ? 0 : (checkup?.findings ?? []).filter(standsInTheWay).length;
  const review = <Button kind={open > 0 ? 'secondary' : 'primary'} disabled={asking || !obstacles.ready || obstacles.inputs.length > 0} busy={makePlan.isPending && 'Asking the server…'} onClick={() => makePlan.mutate({ server })}>Review the plan</Button>;
  return (
    <StagePage
      server={server} stage="preflight" sentence={checkup?.sentence ?? (isPending ? 'Loading the findings.' : 'The server was not checked yet.')}
      beside={due ? null : open > 0 ? <>{check}{review}</> : check}
      primary={due ? check : open > 0 ? <Button kind="primary" disabled={asking} onClick={showFirst}>Mend or override {count(open, 'check')}</Button> : review}
    >
      <ErrorNotice error={error ?? start.error ?? makePlan.error ?? obstacles.problem} />
      <ObstacleNotice server={server} here="preflight" obstacles={obstacles.inputs} />
      {isPending && <SkeletonRows rows={12} label="Loading the findings" />}
      {checkup && never && (
        <EmptyState icon={ServerCog} title="Here the server will be compared with the guide">
          {checkup.findings.length > 0 ? `${checkup.findings.length} checks ask the server about` : 'Checks ask the server about'} processors, memory, disks, ports, names, repositories and what else tends to stop an installation half-way. Asking changes nothing.
        </EmptyState>
      )}
      {checkup && !never && <CheckupSummary checkup={checkup} />}
      {reason && <Notice tone="bad" title="The server could not be asked at all" action={<ButtonLink size="small" href={stageAddress(server, 'connect')}>Look at the connection</ButtonLink>}>{reason}</Notice>}
      {checkup && !never && !reason && <FindingGroups checkup={checkup} server={server} acts />}
    </StagePage>
  );
}

/** To the first finding that stands in the way; its remedy and the override are open below it. */
function showFirst(): void {
  document.querySelector<HTMLElement>('[data-open-finding] button')?.focus();
}

/** When nothing could be asked for one and the same reason, that reason is said once instead of at every check. */
function commonReason(findings: readonly Finding[]): string | null {
  const asked = findings.filter((finding) => finding.askedFrom === 'server');
  const message = asked[0]?.message;
  return message !== undefined && asked.length > 2 && asked.every((finding) => finding.outcome === 'unknown' && finding.message === message) ? message : null;
}
