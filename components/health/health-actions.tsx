'use client';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw, ShieldCheck, Wrench } from 'lucide-react';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { RepairDialog } from '@/components/preflight/repair-dialog';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { Watched } from '@/lib/contract/health';

/** What can be done about what a probe found: repair it as a run, ask it again now, read how to close what is open. */
export function HealthActions({ finding, server, isOnSecurity = false }: { finding: Watched; server: string; /** The page that the link would lead to. */ isOnSecurity?: boolean }) {
  const client = useQueryClient();
  const [repairs, setRepairs] = useState(false);
  const again = useVerbMutation('health.ask', { onSuccess: (next) => setVerbData(client, 'health.get', { server }, next) });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {finding.repair && <Button size="small" icon={Wrench} onClick={() => setRepairs(true)}>{finding.repair.title}…</Button>}
        {finding.id.startsWith('security/') && !isOnSecurity && <ButtonLink size="small" icon={ShieldCheck} href={`/servers/${server}/health/security`}>Open security</ButtonLink>}
        <Button size="small" kind="quiet" icon={RefreshCw} busy={again.isPending && 'Asking…'} onClick={() => again.mutate({ server, only: [finding.id] })}>Ask this again</Button>
      </div>
      <ErrorNotice error={again.error} />
      {repairs && finding.repair && <RepairDialog verb="health.repair" finding={finding} repair={finding.repair} server={server} onClose={() => setRepairs(false)} />}
    </>
  );
}
