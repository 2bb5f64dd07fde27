'use client';
import { useVerb } from '@/components/api/use-verb';
import { browserZone } from '@/components/channels/channel-values';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { BackupScheduleView } from '@/lib/contract/backup-schedule-view';
import { ScheduleForm } from './schedule-form';
import { zonedWords } from './zoned-time';

/** When a server is backed up, what stays, and from when on somebody is told. */
export function ScheduleSection({ server }: { server: string }) {
  const { data: view, error } = useVerb('backup-schedule.get', { server }, { every: 30_000 });
  return (
    <section aria-labelledby="backup-schedule" className="flex max-w-4xl min-w-0 flex-col gap-4">
      <h2 id="backup-schedule" className="text-lg font-semibold">Schedule</h2>
      <ErrorNotice error={error} />
      {!view && !error && <SkeletonRows rows={4} label="Loading the schedule" />}
      {view && (
        <>
          <p>{scheduleSentence(view)}</p>
          {view.waits !== null && <Notice tone="warning" title="Nothing begins by it now.">{view.waits}</Notice>}
          {view.copyWaits && <Notice tone="warning" title="Backups are not copied now.">{view.copyWaits}</Notice>}
          <p>{drillSentence(view)}</p>
          {view.drill.waits !== null && <Notice tone="warning" title="No drill begins by it now.">{view.drill.waits}</Notice>}
          {(view.skipped.length > 0) && (
            <ul className="text-ink-soft" aria-label="Times that were skipped">{view.skipped.slice(0, 3).map(({ at, why }) => <li key={at}><time dateTime={at}>{zonedWords(at, view.saved?.schedule?.zone ?? browserZone())}</time>: {why}</li>)}</ul>
          )}
          <Disclosure title={view.saved === null ? 'Set up the schedule' : 'Change the schedule'}><ScheduleForm key={server} server={server} view={view} /></Disclosure>
        </>
      )}
    </section>
  );
}

/** "The next backup is due Mon, Nov 30, 2026, 02:30 AM (Europe/Berlin), and goes to /mnt/backup." */
export function scheduleSentence({ saved, next, place, places }: Pick<BackupScheduleView, 'saved' | 'next' | 'place' | 'places'>): string {
  if (saved === null) return 'No schedule is saved yet. The guide wants a backup a day at least, kept for two days or longer; that is what is proposed here.';
  if (saved.schedule === null || saved.retention === null) return 'What is saved is of another version of this console. Look at what is proposed here and save it again.';
  if (!saved.schedule.isOn) return 'The schedule is off: a backup is made only when somebody starts one.';
  const [first] = next;
  if (first === undefined) return 'The schedule names no time that is to come.';
  const copy = places?.find(({ id }) => id === saved.schedule?.copyTo);
  const due = `The next backup is due ${zonedWords(first.at, saved.schedule.zone)}`;
  return place === null ? `${due}.` : `${due}, and goes to ${place}${copy ? `, then to ${copy.place}` : ''}.`;
}

/** "The next restore drill is due Sun, Dec 6, 2026, 05:00 AM (Europe/Berlin)." Empty where the sentence before it says all. */
export function drillSentence({ saved, drill: { next, skipped } }: Pick<BackupScheduleView, 'saved' | 'drill'>): string {
  if (saved === null || saved.schedule === null) return '';
  const { zone } = saved.schedule;
  const missed = skipped === null ? '' : ` The one of ${zonedWords(skipped, zone)} was skipped: the console was not running then, and the schedule does not catch up.`;
  if (saved.drill === null) return 'When a backup is drilled was saved by another version of this console. Look at it and save it again.';
  if (next === null) return `No backup is drilled by itself: one is proven only when somebody starts a drill.${missed}`;
  return `The next restore drill is due ${zonedWords(next.at, zone)}${next.putOff === null ? '' : ', and is put off by a maintenance window'}.${missed}`;
}
