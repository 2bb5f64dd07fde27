'use client';
import { Tabs } from '@/components/ui/tabs';
import { PageHeader } from '@/components/ui/page-header';
import { useUrlState } from '@/components/ui/url-state';
import { useVerb } from '@/components/api/use-verb';
import { RunsTable } from '@/components/servers/runs-table';
import { AuditTable } from './audit-table';

const views = ['runs', 'audit'] as const;

/** All runs, and the audit: what was done, and who did what. */
export function Activity() {
  const [url, setUrl] = useUrlState();
  const { data: audit } = useVerb('activity.list', { limit: 500 });
  const view = views.find((each) => each === url.view) ?? 'runs';
  const [last] = audit ?? [];
  return (
    <>
      <PageHeader name="Activity" sentence={last ? `Last: ${last.actor} ${last.sentence}.` : 'What was done to the servers, and who did it.'} />
      <Tabs
        label="Views of the activity"
        value={view}
        onChange={(next) => setUrl({ view: next === 'runs' ? '' : next })}
        tabs={[
          { value: 'runs', label: 'Runs', content: <RunsTable /> },
          { value: 'audit', label: 'Audit', content: <AuditTable /> },
        ]}
      />
    </>
  );
}
