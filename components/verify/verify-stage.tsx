'use client';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { CheckupSummary } from '@/components/preflight/checkup-summary';
import { FindingGroups } from '@/components/preflight/finding-groups';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage } from '@/components/wizard/stage-page';
import { WaitLimit } from './wait-limit';

/** Whether ClearML answers, from outside and on the server, and what makes it true. */
export function VerifyStage({ server }: { server: string }) {
  const client = useQueryClient();
  const { data: checkup, error, isPending } = useVerb('verification.get', { server });
  const start = useVerbMutation('verification.start', { onSuccess: (next) => setVerbData(client, 'verification.get', { server }, next) });
  const never = !checkup || checkup.state === 'never';
  const asking = checkup?.state === 'asking' || start.isPending;
  const done = checkup?.state === 'done' && checkup.clear;
  const verify = <Button kind={done ? 'secondary' : 'primary'} icon={RefreshCw} busy={asking && 'Verifying…'} onClick={() => start.mutate({ server })}>{never ? 'Verify ClearML' : 'Verify again'}</Button>;
  return (
    <StagePage
      server={server} stage="verify" sentence={checkup?.sentence ?? (isPending ? 'Loading the findings.' : 'ClearML was not asked yet.')}
      beside={done ? verify : null} primary={done ? <ButtonLink kind="primary" href={stageAddress(server, 'finish')}>See the record</ButtonLink> : verify}
    >
      <ErrorNotice error={error ?? start.error} />
      {isPending && <SkeletonRows rows={8} label="Loading the findings" />}
      {checkup && never && (
        <EmptyState title="Here ClearML will be asked whether it works">
          The page on port 8080 from this console and on the server, every service of the compose project, the API, the file server, and a login of the support user.
        </EmptyState>
      )}
      {checkup?.state === 'asking' && checkup.waitUntil && <WaitLimit until={checkup.waitUntil} />}
      {checkup && !never && <CheckupSummary checkup={checkup} />}
      {checkup && !never && <FindingGroups checkup={checkup} server={server} acts={false} />}
    </StagePage>
  );
}
