'use client';
import { useQueryClient } from '@tanstack/react-query';
import { BellRing, HardDrive, RefreshCw, ShieldCheck } from 'lucide-react';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { ConnectionNote } from '@/components/ui/connection-note';
import { ErrorNotice } from '@/components/ui/error-notice';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Status, verdictLook } from '@/components/ui/status';
import type { Health } from '@/lib/contract/health';
import type { Server } from '@/lib/contract/server';
import { AcceptanceTest } from './acceptance-test';
import { AlertList } from './alert-list';
import { FailedAcceptance } from './failed-acceptance';
import { HealthFindings } from './health-findings';
import { emptinessOf, NothingYet } from './nothing-yet';
import { History } from './history';
import { useHealth } from './use-health';
import { WatchSection } from './watch-section';

/** Whether ClearML is well, why not, and when it won't be. */
export function HealthPage({ initial }: { initial: Server }) {
  const client = useQueryClient();
  const { data: server = initial } = useVerb('server.get', { server: initial.name }, { initial });
  const { name } = server;
  const { health, problem, isPending, connection } = useHealth(name);
  const again = useVerbMutation('health.ask', { onSuccess: (next) => setVerbData(client, 'health.get', { server: name }, next) });
  const emptiness = health ? emptinessOf(server, health) : null;
  const ask = <Button kind="primary" icon={RefreshCw} busy={again.isPending && 'Asking…'} onClick={() => again.mutate({ server: name })}>{emptiness === 'never-asked' ? 'Ask now' : 'Ask again'}</Button>;
  return (
    <>
      <PageHeader
        name="Health" aside={health && <Status look={verdictLook[health.verdict]} />}
        sentence={health?.sentence ?? (problem ? 'The console could not say how it is.' : 'Looking how it is.')}
        action={health && (emptiness === null || emptiness === 'never-asked') ? ask : undefined}
      />
      <LiveRegion>{health?.sentence}</LiveRegion>
      <ConnectionNote connection={connection} />
      <ErrorNotice error={problem ?? again.error} className="mb-6" />
      {isPending && <SkeletonRows rows={14} label="Loading what the probes found" />}
      {health && emptiness && <NothingYet server={name} emptiness={emptiness} />}
      {health && !emptiness && (
        <>
          <HowOld health={health} />
          <div className="-mt-3 mb-6 -ml-2.5 flex flex-wrap gap-1">
            <nav aria-label="More about its health" className="contents">
              <ButtonLink size="small" kind="quiet" icon={ShieldCheck} href={`/servers/${name}/health/security`}>Security</ButtonLink>
              <ButtonLink size="small" kind="quiet" icon={HardDrive} href={`/servers/${name}/health/space`}>Space</ButtonLink>
              <ButtonLink size="small" kind="quiet" icon={BellRing} href={`/servers/${name}/health/rules`}>Alert rules</ButtonLink>
            </nav>
            <AcceptanceTest server={name} />
          </div>
          <FailedAcceptance server={name} />
          <AlertList server={name} alerts={health.alerts} />
          <HealthFindings health={health} />
          <History health={health} knownSince={server.createdAt} />
        </>
      )}
      {health && emptiness !== 'not-installed' && <WatchSection server={name} isOpen={emptiness === 'not-watched'} />}
    </>
  );
}

/** Why what stands below may not hold any more. */
function HowOld({ health: { verdict, isWatched, lastContactAt } }: { health: Health }) {
  if (verdict === 'unreachable') return <Notice tone="unknown" title="The server does not answer." className="mb-6">{lastContactAt ? <>It last answered <RelativeTime at={lastContactAt} />. What stands below is how it was then, and may be otherwise now.</> : 'It has never answered a probe.'}</Notice>;
  if (!isWatched) return <Notice title="This server is not watched." className="mb-6">What stands below was found while it was{lastContactAt && <>, <RelativeTime at={lastContactAt} /></>}. Nobody is told when it changes.</Notice>;
  return null;
}
