'use client';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { LayoutId, Materials } from '@/lib/contract/materials';
import type { MaterialActions } from './use-material-actions';

const titles: Record<LayoutId, string> = { guide: 'Enterprise, as in the guide (up to 3.28)', 'v3.29': 'Enterprise 3.29 and later', oss: 'Open-source server' };

/** Which generation of the server the files are for, as detected; it can be overridden. */
export function LayoutChoice({ materials, actions }: { materials: Materials; actions: MaterialActions }) {
  const detected = materials.detectedLayout;
  return (
    <div className="flex max-w-xl flex-col gap-2">
      <Field label="Layout" hint={materials.layoutReason}>
        <Select
          value={materials.layoutOverride ?? ''} disabled={actions.busy === 'layout'} onChange={(event) => actions.setLayout((event.target.value || null) as LayoutId | null)}
          options={[{ value: '', label: detected ? `As detected: ${titles[detected]}` : 'As detected: not clear yet' }, ...(Object.keys(titles) as LayoutId[]).map((id) => ({ value: id, label: titles[id] }))]}
        />
      </Field>
      <ErrorNotice error={actions.problems.layout} />
    </div>
  );
}
