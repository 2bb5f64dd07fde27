import { Badge } from '@/components/ui/badge';
import { Tooltip } from '@/components/ui/tooltip';
import type { SchedulePreview } from '@/lib/contract/backup-schedule';
import { zonedTime } from './zoned-time';

/** The next times, in the schedule's own zone. */
export function NextTimes({ next, zone }: { next: SchedulePreview['next']; zone: string }) {
  return (
    <div>
      <h3 id="next-backups" className="font-medium">The next five, in {zone}</h3>
      <ol aria-labelledby="next-backups" className="flex flex-wrap gap-x-6 gap-y-1">
        {next.map(({ at, putOff }) => (
          <li key={at} className="flex items-center gap-2">
            <time dateTime={at}>{zonedTime(at, zone)}</time>
            {putOff !== null && <Tooltip text={putOff}><span tabIndex={0} className="inline-flex rounded-sm"><Badge tone="warning">put off by a window</Badge></span></Tooltip>}
          </li>
        ))}
      </ol>
    </div>
  );
}
