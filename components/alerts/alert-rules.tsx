'use client';
import { BellOff } from 'lucide-react';
import { useMemo } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { DataTable, type Column } from '@/components/ui/table';
import { GuideLine } from '@/components/wizard/guide-line';
import type { Rule } from '@/lib/contract/alert';
import { AfterCell, LeastCell, OnCell, RepeatCell, RuleActions } from './rule-cells';
import { rulesSentence } from './rules-sentence';
import { RuleRowsContext, useRuleRows } from './use-rule-rows';

const columnsOf = (rules: readonly Rule[]): readonly Column<Rule>[] => [
  { id: 'check', header: 'Check', heads: true, value: ({ title }) => title, cell: (rule) => <div className="flex flex-col"><span className="font-semibold">{rule.title}</span>{rule.guide && <GuideLine line={rule.guide} className="font-normal" />}</div> },
  { id: 'chapter', header: 'Chapter', className: 'md:max-xl:hidden', value: ({ chapter }) => chapter, filter: [...new Set(rules.map(({ chapter }) => chapter))].map((chapter) => ({ value: chapter, label: chapter })), cell: ({ chapter }) => <span className="text-ink-soft">{chapter}</span> },
  { id: 'on', header: 'Alerts', value: ({ isOn }) => (isOn ? 'on' : 'off'), cell: (rule) => <OnCell rule={rule} /> },
  { id: 'after', header: 'After', value: ({ afterMinutes }) => afterMinutes, cell: (rule) => <AfterCell rule={rule} /> },
  { id: 'least', header: 'From', value: ({ least }) => least, cell: (rule) => <LeastCell rule={rule} /> },
  { id: 'repeat', header: 'Reminds', value: ({ repeatMinutes }) => repeatMinutes, cell: (rule) => <RepeatCell rule={rule} /> },
  { id: 'rule', header: 'Rule', value: ({ isOwn }) => (isOwn ? 'own' : 'proposed'), filter: [{ value: 'own', label: 'Changed' }, { value: 'proposed', label: 'As proposed' }], cell: (rule) => <RuleActions rule={rule} /> },
];

/** When each check of a server becomes an alert. */
export function AlertRules({ server }: { server: string }) {
  const { data: rules, error } = useVerb('rule.list', { server });
  return (
    <>
      <PageHeader name="Alert rules" sentence={rules ? rulesSentence(rules) : 'Looking for the rules.'} action={<ButtonLink href="/settings/channels">Channels</ButtonLink>} />
      <ErrorNotice error={error} className="mb-6" />
      <NobodyIsTold />
      {!rules && !error && <SkeletonRows rows={12} label="Loading the rules" />}
      {rules?.length === 0 && <EmptyState icon={BellOff} title="The rules will be here" action={<ButtonLink href={`/servers/${server}/health`}>Go to its health</ButtonLink>}>Each check that watches this server has one: how long something must hold before you are told, and how often you are reminded while it fails.</EmptyState>}
      {rules && rules.length > 0 && <RuleTable key={rules.map(({ check }) => check).join()} server={server} rules={rules} />}
    </>
  );
}

function RuleTable({ server, rules }: { server: string; rules: readonly Rule[] }) {
  const rows = useRuleRows(server, rules);
  const columns = useMemo(() => columnsOf(rules), [rules]);
  return (
    <RuleRowsContext value={rows}>
      <p className="mb-4 max-w-[68ch] text-ink-soft">A check alerts when what it finds has held for the minutes under “After”. It is told once, and again when it gets worse. Only what fails is repeated, as often as “Reminds” says, until somebody acknowledges it or it is gone; a warning is not.</p>
      <ErrorNotice error={rows.problem} className="mb-4" />
      <DataTable label="Alert rules" rows={rules} columns={columns} rowKey={({ check }) => check} search="Search the checks" />
    </RuleRowsContext>
  );
}

/** Rules without a channel tell nobody. */
function NobodyIsTold() {
  const { data: channels } = useVerb('channel.list', {});
  if (!channels || channels.some(({ isOn }) => isOn)) return null;
  return <Notice tone="warning" title="No channel is on, so alerts are shown here and told to nobody." className="mb-6" action={<ButtonLink size="small" href={channels.length === 0 ? '/settings/channels/new' : '/settings/channels'}>{channels.length === 0 ? 'Add a channel' : 'Open the channels'}</ButtonLink>} />;
}
