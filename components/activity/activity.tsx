'use client';
import { Tabs } from '@/components/ui/tabs';
import { PageHeader } from '@/components/ui/page-header';
import { useUrlState } from '@/components/ui/url-state';
import { useVerb } from '@/components/api/use-verb';
import { AlertsSentence, AlertsTable } from '@/components/alerts/alerts-table';
import { RunsTable } from '@/components/servers/runs-table';
import { AuditTable, auditWords } from './audit-table';

const views = ['runs', 'alerts', 'audit'] as const;

/** All runs, alerts and the audit: what was done, what went wrong, and who did what. */
export function Activity() {
  const [url, setUrl] = useUrlState();
  const view = views.find((each) => each === url.view) ?? 'runs';
  return (
    <>
      <PageHeader name="Activity" sentence={view === 'runs' ? <RunsSentence /> : view === 'alerts' ? <AlertsSentence /> : <AuditSentence />} />
      <Tabs
        label="Views of the activity"
        value={view}
        onChange={(next) => setUrl({ view: next === 'runs' ? '' : next })}
        tabs={[
          { value: 'runs', label: 'Runs', content: <RunsTable /> },
          { value: 'alerts', label: 'Alerts', content: <AlertsTable /> },
          { value: 'audit', label: 'Audit', content: <AuditTable /> },
        ]}
      />
    </>
  );
}

function RunsSentence() {
  const { data: runs } = useVerb('run.list', { limit: 200 });
  if (!runs) return 'Looking for what was done.';
  const work = runs.filter(({ state }) => state === 'running' || state === 'waiting');
  const [first] = work.length > 0 ? work : runs;
  if (!first) return 'Nothing was done to a server yet.';
  if (work.length > 1) return `${work.length} runs are at work.`;
  return `${work.length === 1 ? 'At work' : 'Last'}, on ${first.serverName}: ${first.sentence}`;
}

function AuditSentence() {
  const { data: entries } = useVerb('activity.list', { limit: 500 });
  const [last] = entries ?? [];
  return last ? `Last: ${auditWords(last)}.` : 'Who did what, also when it was refused.';
}
