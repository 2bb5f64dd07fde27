'use client';
import { useVerb } from '@/components/api/use-verb';
import { ErrorNotice } from '@/components/ui/error-notice';
import { exactWords } from '@/components/ui/relative-time';
import type { Keep, Loss } from '@/lib/contract/history';
import { formatBytes } from '@/lib/core/units';

const kinds: Readonly<Record<Loss['of'], string>> = { raw: 'Values as they were measured', short: 'Values of 5 minutes', long: 'Values of an hour' };
export const lossWords = ({ of, from, to, values }: Loss): string => `${kinds[of]} from ${exactWords(from)} to ${exactWords(to)}, roughly ${values.toLocaleString('en')}.`;

/** What a choice costs on disk, and what of the history that there is it deletes. */
export function HistoryCost({ keep }: { keep: Keep }) {
  const { data: weight, error } = useVerb('history.weigh', keep);
  if (error) return <ErrorNotice error={error} />;
  if (!weight) return <p className="min-h-12 text-ink-faint">Estimating what it takes on disk.</p>;
  const { bytes, servers, losses } = weight;
  return (
    <div className="min-h-12">
      <p>Once it is full, history takes roughly {formatBytes(bytes)} on disk for each server{servers > 1 && `, ${formatBytes(bytes * servers)} for the ${servers} that have some`}.</p>
      {losses.length > 0 && <p className="text-warning">Saving it deletes, within two hours:</p>}
      {losses.length > 0 && <ul className="list-disc pl-5">{losses.map((loss) => <li key={loss.of}>{lossWords(loss)}</li>)}</ul>}
    </div>
  );
}
