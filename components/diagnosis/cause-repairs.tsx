'use client';
import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { useHealth } from '@/components/health/use-health';
import { RepairDialog } from '@/components/preflight/repair-dialog';
import { Button } from '@/components/ui/button';

/** The repairs that the checks offer now, each shown as commands before it is run. A check that is not watched, or passes by now, offers none. */
export function CauseRepairs({ server, checks }: { server: string; checks: readonly string[] }) {
  const { health } = useHealth(server);
  const [opened, setOpened] = useState<string | null>(null);
  const offered = (health?.findings ?? []).filter(({ id, repair, isStale }) => repair !== null && !isStale && checks.includes(id)).toSorted((one, other) => checks.indexOf(one.id) - checks.indexOf(other.id));
  const finding = offered.find(({ id }) => id === opened);
  if (offered.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {offered.map(({ id, repair }) => repair && <Button key={id} size="small" icon={Wrench} onClick={() => setOpened(id)}>{repair.title}…</Button>)}
      {finding?.repair && <RepairDialog verb="health.repair" finding={finding} repair={finding.repair} server={server} onClose={() => setOpened(null)} />}
    </div>
  );
}
