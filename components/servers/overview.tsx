'use client';
import { Ellipsis, ExternalLink, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { LastBackup } from '@/components/backups/last-backup';
import { AlertList } from '@/components/health/alert-list';
import { KeyCharts } from '@/components/health/key-charts';
import { useHealth } from '@/components/health/use-health';
import { SilencedLine } from '@/components/silences/silenced-line';
import { ButtonLink } from '@/components/ui/button';
import { ConnectionNote } from '@/components/ui/connection-note';
import { ErrorNotice } from '@/components/ui/error-notice';
import { IconButton } from '@/components/ui/icon-button';
import { Menu } from '@/components/ui/menu';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import { isJudged, lookOfServer, Status } from '@/components/ui/status';
import { stageAddress } from '@/components/wizard/stage-address';
import { firstOpenStage, stageStatuses } from '@/components/wizard/stages';
import { useVerb } from '@/components/api/use-verb';
import { useWizard } from '@/components/wizard/use-wizard';
import type { Server } from '@/lib/contract/server';
import { hasClearml } from '@/components/backups/has-clearml';
import { attentions } from './attention';
import { AttentionList } from './attention-list';
import { ConnectionPanel } from './connection-panel';
import { InstallProgress } from './install-progress';
import { KeyFigures } from './key-figures';
import { nextAction } from './next-action';
import { OpenRun } from './open-run';
import { RecentRuns } from './recent-runs';
import { RemoveServer } from './remove-server';

/** Verdict, what needs a person, running work, key figures; the rest below. */
export function Overview({ initial }: { initial: Server }) {
  const { data, ready, problem, connection } = useWizard(initial.name);
  // A maintenance window begins and ends without a word.
  useVerb('server.get', { server: initial.name }, { every: 60_000 });
  const [removes, setRemoves] = useState(false);
  const server = data.server ?? initial;
  const base = `/servers/${server.name}`;
  const next = ready ? nextAction(server, firstOpenStage(data)) : null;
  const isInstalled = server.state === 'installed';
  /** The probes have the word once there is a ClearML to be well. */
  const isWatched = isJudged(server.health) && hasClearml(server);
  const { health, problem: unknownHealth } = useHealth(server.name, isWatched);
  const verdict = isWatched ? health?.sentence ?? server.health?.sentence : null;
  const known = isWatched ? health : null;

  return (
    <>
      <PageHeader
        name={server.name}
        aside={<Status look={lookOfServer(server)} />}
        sentence={verdict ?? server.sentence}
        action={
          <>
            {!next && <Skeleton className="h-9 w-40" />}
            {next?.external && <ButtonLink kind="primary" icon={ExternalLink} href={next.href} external>{next.label}</ButtonLink>}
            {next && !next.external && <ButtonLink kind="primary" href={next.href}>{next.label}</ButtonLink>}
            <Menu
              label={`More about ${server.name}`}
              trigger={<IconButton icon={Ellipsis} label={`More about ${server.name}`} hideTooltip />}
              items={[
                { label: 'Edit the profile', icon: Pencil, href: `${base}/edit` },
                { label: 'Remove the server…', icon: Trash2, onSelect: () => setRemoves(true), separated: true },
              ]}
            />
          </>
        }
      />
      <ConnectionNote connection={connection} />
      <ErrorNotice error={problem ?? unknownHealth} className="mb-6" />
      <SilencedLine server={server} />
      {server.openRunId && <OpenRun id={server.openRunId} />}
      {known && <AlertList server={server.name} alerts={known.alerts} />}
      {ready ? <AttentionList items={attentions(server.name, data, known)} /> : <SkeletonRows rows={2} label="Looking for what needs you" />}
      <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-8">
          {known && <KeyCharts health={known} knownSince={server.createdAt} />}
          {hasClearml(server) && <LastBackup server={server.name} />}
          <section aria-labelledby="installation">
            <div className="mb-2 flex min-h-7 items-center justify-between gap-4">
              <h2 id="installation" className="font-semibold">Installation</h2>
              {isInstalled && <ButtonLink size="small" kind="quiet" className="-mr-2.5" href={stageAddress(server.name, 'finish')}>Install record</ButtonLink>}
            </div>
            {ready ? <InstallProgress server={server.name} stages={stageStatuses(data)} /> : <SkeletonRows rows={4} label="Looking how far it has come" />}
          </section>
          <RecentRuns server={server.name} />
          <section aria-labelledby="connection" className="max-w-3xl">
            <h2 id="connection" className="mb-2 font-semibold">Connection</h2>
            <ConnectionPanel server={server.name} secondary />
          </section>
        </div>
        <KeyFigures server={server} verification={data.verification} />
      </div>
      <RemoveServer server={server.name} open={removes} onOpenChange={setRemoves} />
    </>
  );
}
