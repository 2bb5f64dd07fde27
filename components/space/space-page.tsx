'use client';
import { useQueryClient } from '@tanstack/react-query';
import { HardDrive, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { HealthActions } from '@/components/health/health-actions';
import { useHealth } from '@/components/health/use-health';
import { FindingList } from '@/components/preflight/finding-list';
import { Button } from '@/components/ui/button';
import { showHidden } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StageSection } from '@/components/wizard/stage-page';
import type { Space, SpaceView } from '@/lib/contract/space';
import { SpaceItems, SpaceMountSection } from './space-mount-section';

const whileAsking = 2000;

/** What takes the space on each file system that ClearML uses, and what can go. Asked on request. */
export function SpacePage({ server }: { server: string }) {
  const client = useQueryClient();
  const put = (next: SpaceView) => setVerbData(client, 'space.get', { server }, next);
  const [isAsking, setIsAsking] = useState(false);
  const { data: view, error, isPending } = useVerb('space.get', { server }, { every: isAsking ? whileAsking : false });
  const ask = useVerbMutation('space.ask', { onSuccess: put });
  const asking = view?.asking ?? null;
  if (isAsking !== (asking !== null)) setIsAsking(asking !== null);
  const button = <Button kind="primary" icon={RefreshCw} busy={(ask.isPending || asking !== null) && 'Asking…'} onClick={() => ask.mutate({ server })}>{view?.answer ? 'Ask again' : 'Ask now'}</Button>;
  return (
    <>
      <PageHeader name="Space" sentence={sentenceOf(view)} action={view?.answer ? button : undefined} />
      <LiveRegion>{asking ? `${asking.what}.` : view?.answer?.sentence}</LiveRegion>
      <ErrorNotice error={error ?? ask.error} className="mb-6" />
      {isPending && <SkeletonRows rows={10} label="Loading what was told last" />}
      {asking && <Notice title={`${asking.what}.`} className="mb-6">Begun <RelativeTime at={asking.since} />. It waits for the disk behind everybody else, and goes on when you leave this page.</Notice>}
      {view?.problem && <Notice tone="unknown" title="The server could not be asked to the end." className="mb-6">{showHidden(view.problem)} Ask again once that is mended.</Notice>}
      {view && !view.answer && (
        <EmptyState icon={HardDrive} title={asking ? 'The answer is on its way' : 'Nothing was asked yet'} action={button}>What takes the space will stand here for each file system: indices of Elasticsearch, images of Docker, logs, and the largest folders of the file server. It can take two minutes and changes nothing.</EmptyState>
      )}
      {view?.answer && <Answer space={view.answer} server={server} />}
    </>
  );
}

function Answer({ space, server }: { space: Space; server: string }) {
  const { health } = useHealth(server);
  const findings = health?.findings.filter(({ id, askedAt, repair }) => askedAt !== null && (id === 'insides/unused-images' || (id === 'insides/old-logs' && repair !== null))) ?? [];
  return (
    <div className="flex min-w-0 flex-col gap-10">
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">Asked <RelativeTime at={space.askedAt} />.</p>
        {space.troubles.length > 0 && <Notice tone="unknown" title="Not everything is known."><ul>{space.troubles.map((trouble) => <li key={trouble}>{showHidden(trouble)}</li>)}</ul></Notice>}
      </div>
      {findings.length > 0 && <FindingList findings={findings} asking={false} startsOpen={({ repair }) => repair !== null} actions={(each) => <HealthActions finding={each} server={server} />} />}
      {space.mounts.map((mount, index) => <SpaceMountSection key={mount.mount} mount={mount} urlPrefix={`disk-${index}-`} />)}
      {space.unplaced.length > 0 && <StageSection title="Elsewhere" sentence="On which file system this lies is not known, so it is counted to none of those above."><SpaceItems label="What lies elsewhere" items={space.unplaced} used={null} urlPrefix="elsewhere-" /></StageSection>}
    </div>
  );
}

function sentenceOf(view: SpaceView | undefined): string {
  if (view?.answer) return showHidden(view.answer.sentence);
  if (view === undefined) return 'Looking what was told last.';
  return view.asking ? 'The server is being asked what takes the space.' : 'What takes the space is told when you ask.';
}
