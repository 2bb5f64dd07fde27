import { useVerb } from '@/components/api/use-verb';
import { AlertActions } from '@/components/health/alert-actions';
import { alertFacts } from '@/components/health/alert-words';
import { useHealth } from '@/components/health/use-health';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useNow } from '@/components/ui/relative-time';
import { outcomeLook, Status } from '@/components/ui/status';

/** The check whose alert tells people of these. */
const check = 'monitoring/backups';

/** What is wrong with the backups, the worst first, each with what to do; and the alert that fires for it. Draws nothing when all is well. */
export function BackupTroubles({ server, isWatched }: { server: string; isWatched: boolean }) {
  const { data: troubles = [], error } = useVerb('backup.troubles', { server }, { every: 60_000 });
  const { health } = useHealth(server, isWatched);
  const now = useNow();
  if (error) return <ErrorNotice error={error} />;
  if (troubles.length === 0) return null;
  const alert = health?.alerts.find((each) => each.check === check && each.state === 'firing');
  return (
    <section aria-label="What is wrong with the backups">
      <ul className="border-t border-line">
        {troubles.map(({ kind, outcome, message, remedy }) => (
          <li key={kind} className="grid gap-x-4 border-b border-line py-2 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
            <Status look={outcomeLook[outcome]} className="self-start" />
            <div className="max-w-[68ch] min-w-0 wrap-anywhere"><p className="font-medium">{message}</p><p className="text-ink-soft">{remedy}</p></div>
          </li>
        ))}
      </ul>
      {alert && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p className="text-sm text-ink-faint">{[`An alert fires for ${troubles.length === 1 ? 'it' : 'them'}`, ...alertFacts(alert, now)].join(' · ')}</p>
          <AlertActions server={server} alert={alert} />
        </div>
      )}
    </section>
  );
}
