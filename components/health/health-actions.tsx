'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Check, HardDrive, RefreshCw, ShieldCheck, Undo2, Wrench } from 'lucide-react';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { RepairDialog } from '@/components/preflight/repair-dialog';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { checkPage } from '@/lib/contract/check-page';
import type { Watched } from '@/lib/contract/health';
import { isDifference, isTakenOver } from './drift-words';
import { TakeDriftDialog } from './take-drift-dialog';

/** What can be done about what a probe found: repair it as a run, take a difference over or give it back, ask it again now, read how to close what is open or what takes the space. */
export function HealthActions({ finding, server, isOnSecurity = false }: { finding: Watched; server: string; /** The page that the link would lead to. */ isOnSecurity?: boolean }) {
  const client = useQueryClient();
  const page = checkPage(finding.id);
  const [repairs, setRepairs] = useState(false);
  const [takes, setTakes] = useState(false);
  const giveBack = useVerbMutation('drift.take', { onSuccess: (next) => setVerbData(client, 'health.get', { server }, next) });
  const again = useVerbMutation('health.ask', { onSuccess: (next) => setVerbData(client, 'health.get', { server }, next) });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {finding.repair && <Button size="small" icon={Wrench} onClick={() => setRepairs(true)}>{finding.repair.title}…</Button>}
        {isDifference(finding) && <Button size="small" icon={Check} onClick={() => setTakes(true)}>Take over…</Button>}
        {isTakenOver(finding) && <Button size="small" icon={Undo2} busy={giveBack.isPending && 'Giving back…'} onClick={() => giveBack.mutate({ server, check: finding.id, message: null })}>Give back</Button>}
        {finding.id.startsWith('security/') && !isOnSecurity && <ButtonLink size="small" icon={ShieldCheck} href={`/servers/${server}/health/security`}>Open security</ButtonLink>}
        {page && <ButtonLink size="small" icon={HardDrive} href={`/servers/${server}/health${page.below}`}>{page.label}</ButtonLink>}
        <Button size="small" kind="quiet" icon={RefreshCw} busy={again.isPending && 'Asking…'} onClick={() => again.mutate({ server, only: [finding.id] })}>Ask this again</Button>
      </div>
      <ErrorNotice error={again.error ?? giveBack.error} />
      {repairs && finding.repair && <RepairDialog verb="health.repair" finding={finding} repair={finding.repair} server={server} onClose={() => setRepairs(false)} />}
      {takes && <TakeDriftDialog finding={finding} server={server} onClose={() => setTakes(false)} />}
    </>
  );
}
