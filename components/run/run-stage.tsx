'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage } from '@/components/wizard/stage-page';
import type { RunSummary } from '@/lib/contract/run';
import { RunView } from './run-view';

/** The wizard's Run stage: the newest installation of this server. */
export function RunStage({ server }: { server: string }) {
  const { data: runs, error, isPending } = useVerb('run.list', { server, limit: 20 });
  const run = runs?.find((candidate) => candidate.kind === 'install');
  if (isPending) return <SkeletonRows rows={10} label="Loading the run" />;
  if (run) return <Newest key={run.id} server={server} summary={run} />;
  return (
    <StagePage server={server} stage="run" sentence="Nothing was run yet.">
      <ErrorNotice error={error} />
      <EmptyState title="Here the installation will run" action={<ButtonLink kind="primary" href={stageAddress(server, 'plan')}>Go to the plan</ButtonLink>}>
        You start it from the plan, after you have seen every command. It then runs on the server itself, and you can close this page at any time.
      </EmptyState>
    </StagePage>
  );
}

function Newest({ server, summary }: { server: string; summary: RunSummary }) {
  const router = useRouter();
  const { data } = useVerb('run.get', { run: summary.id });
  const verify = useVerbMutation('verification.start', { onSuccess: () => router.push(stageAddress(server, 'verify')) });
  const { data: verification } = useVerb('verification.get', { server });
  const run = data ?? summary;
  // The console verifies by itself at the end of a run; asked for again, it asks again.
  const verified = verification?.state === 'done' || verification?.state === 'asking';
  return (
    <StagePage
      server={server} stage="run" sentence={run.sentence}
      beside={<Link href={`/servers/${server}/runs/${run.id}`} className="text-sm text-ink-soft underline-offset-2 hover:text-ink hover:underline">Open the page of this run</Link>}
      primary={run.state !== 'done' ? null : verified ? <ButtonLink kind="primary" href={stageAddress(server, 'verify')}>See whether ClearML works</ButtonLink> : <Button kind="primary" busy={verify.isPending && 'Asking…'} onClick={() => verify.mutate({ server })}>Verify ClearML</Button>}
    >
      <RunView id={summary.id} heading="none" />
      <ErrorNotice error={verify.error} />
    </StagePage>
  );
}
