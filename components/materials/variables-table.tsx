'use client';
import { KeyRound } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { ErrorNotice } from '@/components/ui/error-notice';
import { DataTable, type Column } from '@/components/ui/table';
import type { Materials, Variable } from '@/lib/contract/materials';
import { AddVariable } from './add-variable';
import { MissingVariables } from './missing-variables';
import { VariableEditsContext, type VariableEdits } from './use-variable-edits';
import { VariableValue } from './variable-value';

const columns: readonly Column<Variable>[] = [
  {
    id: 'name', header: 'Variable', heads: true, className: 'sm:w-[46%]', value: (variable) => variable.name,
    cell: (variable) => (
      <div className="min-w-0 py-1">
        <span className="flex flex-wrap items-center gap-x-2"><span className="font-mono text-sm font-medium break-all">{variable.name}</span>{variable.isSecret && <Badge><KeyRound aria-hidden className="size-3" />Secret</Badge>}</span>
        <span className="block text-sm font-normal text-ink-soft">{variable.meaning ?? 'The console does not know this variable.'}</span>
        <span className="block text-xs font-normal text-ink-faint">line {variable.line}{variable.usedBy.length > 0 ? `, used by ${variable.usedBy.slice(0, 4).join(', ')}${variable.usedBy.length > 4 ? ' …' : ''}` : ', not used by the compose files'}</span>
      </div>
    ),
  },
  { id: 'kind', header: 'Value', unsortable: true, filter: [{ value: 'secret', label: 'Secrets' }, { value: 'plain', label: 'Plain values' }], value: (variable) => (variable.isSecret ? 'secret' : 'plain'), cell: (variable) => <VariableValue variable={variable} /> },
];

/** constants.env "should be reviewed and modified": every variable, what it means, and its value. */
export function VariablesTable({ materials, edits }: { materials: Materials; edits: VariableEdits }) {
  return (
    <VariableEditsContext value={edits}>
      <div className="flex min-w-0 flex-col gap-4">
        <MissingVariables materials={materials} />
        <DataTable label="Variables of constants.env" urlPrefix="variable-" search="Search variables" rows={materials.variables} columns={columns} rowKey={(variable) => variable.name} />
        <AddVariable materials={materials} />
        <ErrorNotice error={edits.problem} />
      </div>
    </VariableEditsContext>
  );
}
