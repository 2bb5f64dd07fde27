'use client';
import { Fingerprint } from '@/components/servers/fingerprint';
import type { Problem } from '@/components/api/problem';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { FieldError } from '@/components/ui/field';
import type { HostKey } from '@/lib/contract/server';

interface Props {
  /** What was asked for last. */
  asked: { readonly isPending: boolean; readonly error: Problem | null; readonly key: (HostKey & { readonly line: string }) | undefined };
  onAsk: () => void;
  /** The pinned line; empty: none yet. */
  value: string;
  onChange: (line: string) => void;
  error: string | undefined;
}

/** A host key that is shown; the operator compares and confirms it. At another host the pin fails, and nothing is sent. */
export function ShownHostKey({ asked: { isPending, error: problem, key }, onAsk, value, onChange, error }: Props) {
  return (
    <div className="flex flex-col gap-2" role="group" aria-label="Host key">
      <p className="font-medium">Host key</p>
      <p className="text-sm text-ink-faint">{value === '' ? 'None is pinned yet. Nothing is sent to the host before one is.' : `Pinned: ${value.split(' ', 1)[0] ?? ''}. Nothing is sent to a host that has another one.`}</p>
      <Button size="small" className="self-start" busy={isPending && 'Asking…'} onClick={onAsk}>{value === '' ? 'Show its host key' : 'Show the key that it has now'}</Button>
      {problem && <ErrorNotice error={problem} />}
      {key && (
        <>
          <Fingerprint hostKey={key} />
          {value === key.line
            ? <p role="status" className="text-sm">This key is pinned.</p>
            : <Button size="small" className="self-start" onClick={() => onChange(key.line)}>{value === '' ? 'It is the host’s own: pin it' : 'The host was reinstalled: pin this key instead'}</Button>}
        </>
      )}
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}
