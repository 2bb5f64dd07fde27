'use client';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useVerbMutation } from '@/components/api/use-verb';
import { Fingerprint } from '@/components/servers/fingerprint';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { FieldError } from '@/components/ui/field';
import type { PlaceValues } from './place-values';

interface Props {
  form: UseFormReturn<PlaceValues>;
  server: string;
  /** The pinned line; empty: none yet. */
  value: string;
  onChange: (line: string) => void;
  error: string | undefined;
}

/** Has the server ask the SFTP host for its keys; the operator compares one and confirms it. At another host the pin fails, and nothing is sent. */
export function PinnedHostKey({ form, server, value, onChange, error }: Props) {
  const [pinned, setPinned] = useState('');
  const ask = useVerbMutation('backup-destination.host-keys', { onSuccess: () => setPinned('') });
  const show = () => ask.mutate({ server, host: form.getValues('sftp.host').trim(), port: Number(form.getValues('sftp.port')) });
  const confirm = (line: string) => {
    onChange(line);
    setPinned(line);
  };
  const shown = ask.data?.[0];
  return (
    <div className="flex flex-col gap-2" role="group" aria-label="Host key">
      <p className="font-medium">Host key</p>
      <p className="text-sm text-ink-faint">{value === '' ? 'None is pinned yet. Nothing is sent to the host before one is.' : `Pinned: ${value.split(' ', 1)[0] ?? ''}. Nothing is sent to a host that has another one.`}</p>
      <Button size="small" className="self-start" busy={ask.isPending && 'Asking…'} onClick={show}>{value === '' ? 'Show its host key' : 'Show the key that it has now'}</Button>
      {ask.error && <ErrorNotice error={ask.error} />}
      {shown && (
        <>
          <Fingerprint hostKey={shown} />
          {pinned === shown.line || value === shown.line
            ? <p role="status" className="text-sm">This key is pinned.</p>
            : <Button size="small" className="self-start" onClick={() => confirm(shown.line)}>{value === '' ? 'It is the host’s own: pin it' : 'The host was reinstalled: pin this key instead'}</Button>}
        </>
      )}
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}
