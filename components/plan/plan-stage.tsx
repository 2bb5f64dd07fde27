'use client';
import { useQueryClient } from '@tanstack/react-query';
import { FileSearch, RefreshCw } from 'lucide-react';
import { useVerb, useVerbMutation, setVerbData } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage } from '@/components/wizard/stage-page';
import { ObstacleNotice } from './obstacle-notice';
import { PlanChapters } from './plan-chapters';
import { PlanSummary } from './plan-summary';
import { ScriptButton } from './script-button';
import { StartButton } from './start-button';
import { useObstacles } from './use-obstacles';

/** The change request: every command before any of them runs. This page is the dry run. */
export function PlanStage({ server }: { server: string }) {
  const client = useQueryClient();
  const { data: plan, error, isPending } = useVerb('plan.get', { server });
  const make = useVerbMutation('plan.make', { onSuccess: (next) => { setVerbData(client, 'plan.get', { server }, next); scrollTo({ top: 0 }); } }); // its headline is what was asked for
  const obstacles = useObstacles(server);
  const again = (primary: boolean) => <Button kind={primary ? 'primary' : 'secondary'} icon={RefreshCw} disabled={!obstacles.ready || obstacles.inputs.length > 0} busy={make.isPending && 'Asking the server…'} onClick={() => make.mutate({ server })}>{plan ? 'Make it again' : 'Make the plan'}</Button>;
  const finished = plan?.current && plan.summary.commands === 0;
  const primary = !plan || !plan.current ? again(true) : finished ? <ButtonLink kind="primary" href={stageAddress(server, 'verify')}>Verify ClearML</ButtonLink> : <StartButton plan={plan} server={server} />;
  return (
    <StagePage server={server} stage="plan" sentence={plan?.sentence ?? (isPending ? 'Loading the plan.' : 'No plan was made yet.')} beside={plan?.current ? again(false) : null} primary={isPending ? null : primary}>
      <ErrorNotice error={error ?? make.error ?? obstacles.problem} />
      {isPending && <SkeletonRows rows={12} label="Loading the plan" />}
      {plan === null && <ObstacleNotice server={server} here="plan" obstacles={[...obstacles.inputs, ...obstacles.preflight]} />}
      {plan === null && (
        <EmptyState icon={FileSearch} title="Here every command will be shown before any of them runs">
          The server is asked what is in place. What is left becomes the plan: commands, files with their differences, restarts, downloads, and what is destroyed. Making it changes nothing.
        </EmptyState>
      )}
      {plan && (
        <>
          {!plan.current && <Notice tone="warning" title="What is shown here can’t be started any more.">Make the plan again to see what is left to do now.</Notice>}
          {!finished && <ObstacleNotice server={server} here="plan" obstacles={plan.current ? plan.blockers : [...obstacles.inputs, ...obstacles.preflight]} />}
          <PlanSummary plan={plan} />
          <div className="flex flex-wrap items-center justify-between gap-3">
            <span className="text-sm text-ink-faint">Made <RelativeTime at={plan.madeAt} /> from what {server} answered.</span>
            {plan.current && !finished && <ScriptButton server={server} />}
          </div>
          <PlanChapters plan={plan} />
        </>
      )}
    </StagePage>
  );
}
