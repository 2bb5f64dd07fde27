import { CommandText } from '@/components/ui/code';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { elsewhereWords, fetchCommand, keyFileWord, type ElsewhereView } from '@/lib/contract/console-backup-elsewhere';
import { count, formatBytes } from '@/lib/core/units';

/** Where backups are sent, when the newest arrived there, why the last did not, and how one is fetched without this console. */
export function SentElsewhere({ elsewhere: { place, last, count: number, failure, isLate } }: { elsewhere: ElsewhereView }) {
  return (
    <section aria-label="Sent elsewhere" className="flex min-w-0 flex-col gap-2">
      {failure && <Notice tone="bad" title="The last backup did not arrive elsewhere."><p>{failure.message} <span className="text-ink-soft">(<RelativeTime at={failure.at} />)</span></p></Notice>}
      {isLate && <Notice tone="warning" title="The newest backup has not arrived elsewhere yet.">See whether the way there is very slow; the console&apos;s log says more.</Notice>}
      <p>
        {`Each is sent to ${elsewhereWords(place)}, too. `}
        {last === null ? 'None has arrived there yet.' : <>The newest there arrived <RelativeTime at={last.arrivedAt} /> and was read back: it is of <RelativeTime at={last.at} />, {formatBytes(last.bytes)}. {count(number, 'backup')} lay there then.</>}
      </p>
      {last && (
        <>
          <p className="text-ink-soft">If this console is lost, this fetches it. Keep what signs in there, and the passphrase, elsewhere than on this machine.{place.login === 'key' && ` ${keyFileWord} is the file with the private key.`}</p>
          <CommandText text={fetchCommand(place, last.file)} label="The command that fetches the newest backup" prompt="$" />
        </>
      )}
    </section>
  );
}
