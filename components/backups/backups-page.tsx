'use client';
import { DatabaseBackup, History } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { ConnectionNote } from '@/components/ui/connection-note';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageHeader } from '@/components/ui/page-header';
import { useNow } from '@/components/ui/relative-time';
import { RestoreLeft } from '@/components/restore/restore-left';
import { SkeletonRows } from '@/components/ui/skeleton';
import { isJudged } from '@/components/ui/status';
import { StageSection } from '@/components/wizard/stage-page';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import type { Server } from '@/lib/contract/server';
import { BackUpNow } from './back-up-now';
import { BackupTroubles } from './backup-troubles';
import { backupsSentence, counts } from './backups-sentence';
import { ConsoleNotBackedUp } from './console-not-backed-up';
import { DestinationForm, type SavedDestination } from './destination-form';
import { DestinationsSection } from './destinations-section';
import { hasClearml } from './has-clearml';
import { KeepPassphrase } from './keep-passphrase';
import { LeftStopped } from './left-stopped';
import { RevealPassphrase } from './reveal-passphrase';
import { RunningBackup } from './running-backup';
import { ScheduleSection } from './schedule-section';
import { SetsSection } from './sets-section';
import { UnkeptPassphrases } from './unkept-passphrases';
import { useBackups } from './use-backups';
import { WhatItHolds } from './what-it-holds';

/** Whether what ClearML keeps is safe, and the way to make it so. */
export function BackupsPage({ initial }: { initial: Server }) {
  const { server, sets, showOlder, isShowingOlder, destinations, placeOf, problem, connection } = useBackups(initial);
  const [saved, setSaved] = useState<SavedDestination | null>(null);
  /** Whose passphrase is to be shown again. */
  const [asks, setAsks] = useState<BackupDestination | null>(null);
  const now = useNow();
  const { name } = server;
  const isInstalled = hasClearml(server);
  const restore = <ButtonLink icon={History} href={`/servers/${name}/backups/restore`}>{sets?.some(counts) ? 'Restore' : 'Restore a backup made elsewhere'}</ButtonLink>;
  // Whatever comes next, the passphrase is kept first.
  const toKeep = saved?.passphrase != null ? { destination: saved.destination, passphrase: saved.passphrase } : null;
  const isReady = destinations !== undefined && destinations.length > 0;
  const onSaved = (next: SavedDestination) => setSaved(next);
  return (
    <>
      <PageHeader name="Backups" sentence={sets && now !== null ? backupsSentence(sets, placeOf, now) : problem ? 'The console could not say whether there are backups.' : 'Looking whether there are backups.'} action={isInstalled && !toKeep && sets && destinations ? <>{restore}{isReady && <BackUpNow server={name} openRun={server.openRunId} />}</> : undefined} />
      <ConnectionNote connection={connection} />
      <RestoreLeft server={name} className="mb-6" />
      <ErrorNotice error={problem} className="mb-6" />
      {!problem && !(sets && destinations) && <SkeletonRows rows={10} label="Loading the backups" />}
      {sets && destinations && (
        <div className="flex min-w-0 flex-col gap-10">
          {!toKeep && destinations.length > 0 && (
            <div className="flex flex-col gap-3 empty:hidden">
              {isInstalled && <BackupTroubles server={name} isWatched={isJudged(server.health)} />}
              <UnkeptPassphrases destinations={destinations} onShow={setAsks} />
              <ConsoleNotBackedUp />
            </div>
          )}
          {server.openRunId ? <RunningBackup id={server.openRunId} /> : <LeftStopped server={name} />}
          {toKeep ? <KeepPassphrase server={server} {...toKeep} onKept={() => setSaved(null)} />
            : !isInstalled && destinations.length === 0 ? <NotInstalled server={name} />
            : destinations.length === 0 ? <FirstDestination server={name} onSaved={onSaved} />
            : (
              <>
                {sets.length === 0 && <EmptyState icon={DatabaseBackup} title="Backups will be here"><WhatItHolds /></EmptyState>}
                <SetsSection server={name} sets={sets} placeOf={placeOf} hasPlaces={destinations.length > 1} older={showOlder && <Button busy={isShowingOlder && 'Loading…'} onClick={showOlder}>Show older</Button>} />
                <ScheduleSection server={name} />
                <DestinationsSection server={name} destinations={destinations} onSaved={onSaved} onShow={setAsks} />
              </>
            )}
        </div>
      )}
      {asks && <RevealPassphrase server={name} destination={asks} onShown={(passphrase) => { setSaved({ destination: asks, passphrase }); setAsks(null); }} onClose={() => setAsks(null)} />}
    </>
  );
}

function NotInstalled({ server }: { server: string }) {
  return (
    <EmptyState icon={DatabaseBackup} title="There is nothing to back up yet" action={<ButtonLink href={`/servers/${server}/install`}>Go to the installation</ButtonLink>}>
      No ClearML that this console has installed on {server} is verified yet. Once one is, its backups will be here, and a backup of another server can be restored onto it.
    </EmptyState>
  );
}

function FirstDestination({ server, onSaved }: { server: string; onSaved: (saved: SavedDestination) => void }) {
  return (
    <>
      <WhatItHolds />
      <StageSection title="Where backups go" sentence="Choose the first destination. Nothing is written there before you have seen what a backup does.">
        <DestinationForm server={server} destination={null} action="Save the destination" onSaved={onSaved} />
      </StageSection>
    </>
  );
}
