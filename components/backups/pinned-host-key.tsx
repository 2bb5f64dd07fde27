'use client';
import type { UseFormReturn } from 'react-hook-form';
import { useVerbMutation } from '@/components/api/use-verb';
import type { PlaceValues } from './place-values';
import { ShownHostKey } from './shown-host-key';

interface Props {
  form: UseFormReturn<PlaceValues>;
  server: string;
  /** The pinned line; empty: none yet. */
  value: string;
  onChange: (line: string) => void;
  error: string | undefined;
}

/** Has the server ask the SFTP host for its keys: what connects there is the server. */
export function PinnedHostKey({ form, server, ...rest }: Props) {
  const ask = useVerbMutation('backup-destination.host-keys');
  return <ShownHostKey {...rest} asked={{ isPending: ask.isPending, error: ask.error, key: ask.data?.[0] }} onAsk={() => ask.mutate({ server, host: form.getValues('sftp.host').trim(), port: Number(form.getValues('sftp.port')) })} />;
}
