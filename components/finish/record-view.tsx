import { CommandText } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { exactWords, RelativeTime } from '@/components/ui/relative-time';
import { GuideLine } from '@/components/wizard/guide-line';
import { attemptResult, commandResult, type InstallRecord, type RecordedAttempt } from '@/lib/contract/record';
import { formatDuration } from '@/lib/core/units';

/** The install record on the page; it prints as it stands. */
export function RecordView({ record }: { record: InstallRecord }) {
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <dl className="grid gap-x-4 sm:grid-cols-[13rem_minmax(0,1fr)] sm:gap-y-1.5">
        <Row name="Server">{record.serverName}, {record.address}</Row>
        <Row name="By">{record.by}</Row>
        <Row name="Started"><span suppressHydrationWarning>{exactWords(record.startedAt)}</span></Row>
        <Row name="Ended">{record.endedAt ? <span suppressHydrationWarning>{exactWords(record.endedAt)}</span> : 'Not ended'}</Row>
        <Row name="Verified">{record.verifiedAt ? <RelativeTime at={record.verifiedAt} /> : 'Not yet'}</Row>
        {record.files.map((file) => <Row key={file.fileName} name={file.fileName}><span className="font-mono text-sm break-all">sha256 {file.sha256}</span></Row>)}
      </dl>
      <section aria-label="Steps">
        <h3 className="mb-1 font-semibold">Steps</h3>
        <ol>
          {record.steps.map((step, index) => (
            <li key={index} className="border-b border-line last:border-b-0">
              <Disclosure
                title={<span className="text-ink">{index + 1}. {step.title}</span>}
                aside={<span className="flex items-baseline gap-3 text-sm text-ink-faint">{step.guide && <GuideLine line={step.guide} className="max-sm:hidden" />}<span>{[step.state.replaceAll('-', ' '), step.milliseconds !== null && formatDuration(step.milliseconds), step.exitCode !== null && step.exitCode !== 0 && `exit code ${step.exitCode}`].filter(Boolean).join(', ')}</span></span>}
              >
                {step.departure && <p className="mb-2 max-w-[68ch]"><span className="font-medium">Departure: </span>{step.departure}</p>}
                {step.attempts.length === 0 && <p className="text-ink-faint">No command was needed.</p>}
                {step.attempts.map((attempt, number) => <Attempt key={attempt.startedAt} attempt={attempt} number={number + 1} of={step.attempts.length} />)}
              </Disclosure>
            </li>
          ))}
        </ol>
      </section>
      {record.overrides.length > 0 && (
        <section aria-label="Overrides">
          <h3 className="mb-1 font-semibold">Overridden findings</h3>
          <ul className="flex flex-col gap-2">
            {record.overrides.map((override) => <li key={override.title}><span className="font-medium">{override.title}</span>: {override.message} <span className="text-ink-soft">Reason by {override.by} <RelativeTime at={override.at} />: {override.reason}</span></li>)}
          </ul>
        </section>
      )}
      {record.skipped.length > 0 && (
        <section aria-label="Skipped steps">
          <h3 className="mb-1 font-semibold">Skipped steps</h3>
          <ul className="flex flex-col gap-1">{record.skipped.map((skipped) => <li key={skipped.title}><span className="font-medium">{skipped.title}</span>: {skipped.reason}</li>)}</ul>
        </section>
      )}
    </div>
  );
}

/** What one attempt ran, each command with its result. */
function Attempt({ attempt, number, of }: { attempt: RecordedAttempt; number: number; of: number }) {
  return (
    <div className="mb-3">
      <p className="mb-1 text-sm text-ink-soft">Attempt {number} of {of}, begun <span suppressHydrationWarning>{exactWords(attempt.startedAt)}</span>: {attemptResult(attempt)}.</p>
      <ol className="flex flex-col gap-2">
        {attempt.commands.map((command, index) => (
          <li key={index}>
            <CommandText text={command.text} />
            <p className="mt-0.5 text-sm text-ink-faint">{commandResult(command)}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="min-w-0 break-words text-ink-soft">{name}</dt>
      <dd className="min-w-0 max-sm:mb-2">{children}</dd>
    </>
  );
}
