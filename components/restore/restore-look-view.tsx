import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { sourceNames, type BackupSource } from '@/lib/contract/backup';
import type { RestoreLook } from '@/lib/contract/restore';
import { count } from '@/lib/core/units';
import { comparisonWords, figureWords, summaryWords } from './look-words';
import { Moment } from './moment';
import { RestoreSteps } from './restore-steps';

/** What comes in a few sentences, what stands against it, what is lost, and the steps with their commands. `parts`: what is restored. */
export function RestoreLookView({ look, parts }: { look: RestoreLook; parts: readonly BackupSource[] }) {
  const compared = comparisonWords(look, parts);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="max-w-[68ch] font-medium">{summaryWords(look)}</p>
      {look.findings.map(({ outcome, message, remedy }) => <Notice key={message} tone={outcome === 'refuse' ? 'bad' : 'warning'} title={message}>{remedy}</Notice>)}
      <p className="max-w-[68ch]">The backup was begun <RelativeTime at={look.startedAt} /> (<Moment at={look.startedAt} />). All that was done in ClearML since is lost.</p>
      {look.losses.length > 0 && (
        <table className="w-full text-left text-sm">
          <caption className="sr-only">What differs between now and the backup</caption>
          <thead><tr className="border-b border-line"><th scope="col" className="py-1 pr-4 font-medium">What</th><th scope="col" className="py-1 pr-4 text-right font-medium">Now</th><th scope="col" className="py-1 text-right font-medium">In the backup</th></tr></thead>
          <tbody>
            {look.losses.map(({ source, name, now, then, unit }) => (
              <tr key={`${source} ${name}`} className="border-b border-line last:border-b-0">
                <td className="py-1 pr-4 break-all">{sourceNames[source]}: {name}</td>
                <td className="py-1 pr-4 text-right whitespace-nowrap tabular-nums">{figureWords(now, unit)}</td>
                <td className="py-1 text-right whitespace-nowrap tabular-nums">{figureWords(then, unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {look.more > 0 && <p className="text-sm text-ink-faint">{count(look.more, 'more difference')} of this kind {look.more === 1 ? 'is' : 'are'} not listed.</p>}
      {compared && <p className="max-w-[68ch]">{compared}</p>}
      {look.configuration.length > 0 && (
        <section>
          <h3 className="font-medium">The configuration</h3>
          <ul className="list-disc pl-5">{look.configuration.map((sentence) => <li key={sentence} className="wrap-anywhere">{sentence}</li>)}</ul>
        </section>
      )}
      <RestoreSteps steps={look.steps} />
    </div>
  );
}
