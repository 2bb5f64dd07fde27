'use client';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { runAddress } from '@/components/frame/running-work';
import { showHidden } from '@/components/ui/code';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { RunSummary } from '@/lib/contract/run';

/** The newest acceptance test of these runs, where it failed; a later one that passed takes its place. */
export function failedAcceptance(runs: readonly RunSummary[]): RunSummary | null {
  const newest = runs.find(({ kind }) => kind === 'acceptance');
  return newest && (newest.state === 'failed' || newest.state === 'interrupted') ? newest : null;
}

/** Says that the last acceptance test failed. Draws nothing when it did not. */
export function FailedAcceptance({ server }: { server: string }) {
  const { data: runs = [] } = useVerb('run.list', { server, limit: 20 });
  const failed = failedAcceptance(runs);
  if (!failed) return null;
  return (
    <Notice tone="bad" title={showHidden(failed.sentence)} className="mb-6">
      Tested <RelativeTime at={failed.startedAt ?? failed.createdAt} />. <Link href={runAddress(failed)} className="rounded-sm font-medium text-accent underline-offset-2 hover:underline">Open the run</Link>, which says for each stage how it went.
    </Notice>
  );
}
