'use client';
import { useQueryClient } from '@tanstack/react-query';
import { EyeOff, HeartPulse, PackageCheck } from 'lucide-react';
import { setVerbData, useVerb, useVerbMutation, verbKey } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { Health } from '@/lib/contract/health';
import type { Server } from '@/lib/contract/server';
import type { WatchView } from '@/lib/contract/watch';

export type Emptiness = 'not-installed' | 'not-watched' | 'never-asked';

/** Why there is nothing to show; null when there is something. */
export function emptinessOf({ state }: Pick<Server, 'state'>, { findings, isWatched }: Pick<Health, 'findings' | 'isWatched'>): Emptiness | null {
  if (findings.some(({ askedAt }) => askedAt !== null)) return null;
  if (state === 'new' || state === 'installing') return 'not-installed';
  return isWatched ? 'never-asked' : 'not-watched';
}

/** Says what will be here, and offers the first step. */
export function NothingYet({ server, emptiness }: { server: string; emptiness: Emptiness }) {
  if (emptiness === 'not-installed') {
    return (
      <EmptyState icon={PackageCheck} title="Its health will be here once ClearML is installed" action={<ButtonLink kind="primary" href={`/servers/${server}/install`}>Go on with the installation</ButtonLink>}>
        The console then asks the server every half a minute whether ClearML answers, how full the disks are and what else the guide wants watched.
      </EmptyState>
    );
  }
  if (emptiness === 'not-watched') {
    return (
      <EmptyState icon={EyeOff} title="This server is not watched" action={<TurnOn server={server} />}>
        Watched, its load, memory, disks, services and databases are asked for over SSH. Nothing is installed on it for that.
      </EmptyState>
    );
  }
  return <EmptyState icon={HeartPulse} title="What the probes find will be here">Nothing was asked yet. The first answers come within half a minute, or at once when you ask.</EmptyState>;
}

/** Everything as it is set, and watched from now on. */
function TurnOn({ server }: { server: string }) {
  const client = useQueryClient();
  const { data: view, error } = useVerb('watch.get', { server });
  const save = useVerbMutation('watch.save', {
    onSuccess: (next) => {
      setVerbData(client, 'watch.get', { server }, next);
      for (const verb of ['health.get', 'server.get'] as const) void client.invalidateQueries({ queryKey: verbKey(verb, { server }) });
    },
  });
  const turnOn = ({ thresholds, apiAccessKey }: WatchView) => save.mutate({ server, watch: { isOn: true, thresholds, apiAccessKey, apiSecretKey: { action: 'keep' } } });
  return (
    <>
      <Button kind="primary" disabled={!view} busy={save.isPending && 'Turning it on…'} onClick={() => view && turnOn(view)}>Watch this server</Button>
      <ErrorNotice error={error ?? save.error} />
    </>
  );
}
