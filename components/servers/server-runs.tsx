'use client';
import { useVerb } from '@/components/api/use-verb';
import { PageHeader } from '@/components/ui/page-header';
import { FoundAttempts } from './found-attempts';
import { RunsTable } from './runs-table';

/** The answer to "what was done to this server" in a sentence, then the list. */
export function ServerRuns({ server }: { server: string }) {
  const { data: runs } = useVerb('run.list', { server, limit: 200 });
  const [last] = runs ?? [];
  const sentence = !runs ? 'Looking for what was done.' : last ? `${last.endedAt ? 'Last' : 'Now'}: ${last.sentence}` : 'Nothing was done to this server yet.';
  return (
    <>
      <PageHeader name="Runs" sentence={sentence} />
      <RunsTable server={server} />
      <FoundAttempts server={server} />
    </>
  );
}
