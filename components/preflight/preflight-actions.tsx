'use client';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw, ShieldAlert, Wrench } from 'lucide-react';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { Finding } from '@/lib/contract/finding';
import { OverrideDialog } from './override-dialog';
import { RepairDialog } from './repair-dialog';

/** What can be done about a finding of the preflight: repair it, override it with a reason, ask it again. */
export function PreflightActions({ finding, server, asking }: { finding: Finding; server: string; asking: boolean }) {
  const client = useQueryClient();
  const [dialog, setDialog] = useState<'repair' | 'override' | null>(null);
  const again = useVerbMutation('preflight.start', { onSuccess: (next) => setVerbData(client, 'preflight.get', { server }, next) });
  const takeBack = useVerbMutation('preflight.override', { onSuccess: (next) => setVerbData(client, 'preflight.get', { server }, next) });
  const canOverride = finding.askedAt !== null && (finding.outcome === 'fail' || finding.outcome === 'unknown') && !finding.override;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {finding.repair && <Button size="small" icon={Wrench} onClick={() => setDialog('repair')}>{finding.repair.title}…</Button>}
        {canOverride && <Button size="small" icon={ShieldAlert} onClick={() => setDialog('override')}>Override with a reason…</Button>}
        {finding.override && <Button size="small" busy={takeBack.isPending && 'Taking it back…'} onClick={() => takeBack.mutate({ server, check: finding.id, reason: null })}>Take the override back</Button>}
        <Button size="small" kind="quiet" icon={RefreshCw} disabled={asking} busy={again.isPending && 'Asking…'} onClick={() => again.mutate({ server, only: [finding.id] })}>Check this again</Button>
      </div>
      <ErrorNotice error={again.error ?? takeBack.error} />
      {dialog === 'override' && <OverrideDialog finding={finding} server={server} onClose={() => setDialog(null)} />}
      {dialog === 'repair' && finding.repair && <RepairDialog verb="preflight.repair" finding={finding} repair={finding.repair} server={server} onClose={() => setDialog(null)} />}
    </>
  );
}
