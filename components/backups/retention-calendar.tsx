'use client';
import { Check, Trash2 } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { Disclosure } from '@/components/ui/disclosure';
import type { RetentionPlan } from '@/lib/contract/backup-retention';
import { count } from '@/lib/core/units';
import { monthsOf, type CalendarDay } from './calendar-months';
import { zonedTime } from './zoned-time';

/** Older months are in the list alone. */
const mostMonths = 6;

/** Which of the backups that there are would stay and which would go: by day, in the schedule's zone, and each with its reasons. */
export function RetentionCalendar({ plan: { complete, apart }, zone }: { plan: RetentionPlan; zone: string }) {
  const cleaned = apart.filter(({ isCleanedUp }) => isCleanedUp);
  const kept = complete.filter(({ reasons }) => reasons.length > 0);
  const deleted = complete.length - kept.length + cleaned.length;
  if (complete.length + apart.length === 0) return <p className="text-ink-soft">There are no backups yet of which some could go.</p>;
  const marks = [...complete.map(({ startedAt, reasons }) => ({ startedAt, stays: reasons.length > 0 })), ...apart.map(({ startedAt, isCleanedUp }) => ({ startedAt, stays: !isCleanedUp }))];
  return (
    <div className="flex flex-col gap-3">
      <p role="status">
        Of the backups that there are, {kept.length} would stay and {deleted === 0 ? 'none would go' : `${deleted} would go`}.
        {deleted > 0 && <span className="text-warning"> {deleted === 1 ? 'It is' : 'They are'} deleted at the end of the next backup, once that is stored.</span>}
      </p>
      <div className="flex flex-wrap gap-6">
        {monthsOf(marks, zone).slice(0, mostMonths).map(({ name, weeks }) => (
          <table key={name} className="border-collapse text-sm" aria-label={`Backups of ${name}`}>
            <caption className="pb-1 text-left font-medium">{name}</caption>
            <thead><tr>{['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => <th key={day} scope="col" className="w-10 pb-1 text-center font-normal text-ink-faint">{day}</th>)}</tr></thead>
            <tbody>{weeks.map((week, at) => <tr key={at}>{week.map((day, place) => <Day key={place} day={day} />)}</tr>)}</tbody>
          </table>
        ))}
      </div>
      <p className="flex gap-4 text-sm text-ink-soft">
        <span className="inline-flex items-center gap-1"><Check aria-hidden className="size-3.5 text-good" />stays</span>
        <span className="inline-flex items-center gap-1"><Trash2 aria-hidden className="size-3.5 text-warning" />goes</span>
      </p>
      <Disclosure title={`Each of them, in ${zone}, and why (${count(complete.length + apart.length, 'backup')})`}>
        <ul className="flex flex-col gap-1">
          {complete.map(({ set, startedAt, reasons }, index) => <li key={`${set} ${index}`}><time dateTime={startedAt}>{zonedTime(startedAt, zone)}</time>: {reasons.length > 0 ? `stays (${reasons.join('; ')})` : <span className="text-warning">goes, for no rule keeps it</span>}</li>)}
          {apart.map(({ set, startedAt, why }, index) => <li key={`${set} ${index}`} className="text-ink-soft"><time dateTime={startedAt}>{zonedTime(startedAt, zone)}</time>, not complete: {why}</li>)}
        </ul>
      </Disclosure>
    </div>
  );
}

function Day({ day }: { day: CalendarDay | null }) {
  if (day === null) return <td />;
  const { number, stay, go } = day;
  const words = [stay > 0 && `${stay} ${stay === 1 ? 'stays' : 'stay'}`, go > 0 && `${go} ${go === 1 ? 'goes' : 'go'}`].filter(Boolean).join(', ');
  return (
    <td className={cn('h-9 border border-line px-1 text-center align-top', words === '' && 'text-ink-faint')}>
      <span className="block leading-4">{number}{words !== '' && <span className="sr-only">: {words}</span>}</span>
      {words !== '' && (
        <span className="inline-flex items-center gap-1 text-xs">
          {stay > 0 && <span aria-hidden className="inline-flex items-center"><Check className="size-3.5 text-good" />{stay > 1 && stay}</span>}
          {go > 0 && <span aria-hidden className="inline-flex items-center"><Trash2 className="size-3.5 text-warning" />{go > 1 && go}</span>}
        </span>
      )}
    </td>
  );
}
