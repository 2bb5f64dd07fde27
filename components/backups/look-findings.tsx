import { outcomeLook, Status } from '@/components/ui/status';
import type { BackupLook } from '@/lib/contract/backup-look';

/** What stands against it, the worst first, each with what to do. */
export function LookFindings({ look: { guard, blockers }, restarts = false }: { look: Pick<BackupLook, 'guard' | 'blockers'>; /** It restarts something, which is told elsewhere. */ restarts?: boolean }) {
  const found = [
    ...blockers.map((message) => ({ outcome: 'fail' as const, message, remedy: null })),
    ...guard.map(({ outcome, message, remedy }) => ({ outcome: outcome === 'refuse' ? ('fail' as const) : ('warn' as const), message, remedy })),
  ].toSorted((one, other) => Number(one.outcome === 'warn') - Number(other.outcome === 'warn'));
  if (found.length === 0) return <p className="flex flex-wrap gap-x-3"><Status look={outcomeLook.pass} word={restarts ? 'Nothing stops it' : 'Nothing'} /> <span>The destination is there, can be written and has room; MongoDB and Elasticsearch answer.</span></p>;
  return (
    <ul>
      {found.map(({ outcome, message, remedy }) => (
        <li key={message} className="grid gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[7rem_1fr]">
          <Status look={outcomeLook[outcome]} word={outcome === 'fail' ? 'Stops it' : 'Warning'} />
          <div className="max-w-[68ch] min-w-0 wrap-anywhere"><p>{message}</p>{remedy && <p className="text-ink-soft">{remedy}</p>}</div>
        </li>
      ))}
    </ul>
  );
}
