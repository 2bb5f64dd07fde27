'use client';
import { Button } from '@/components/ui/button';
import { CommandText } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import type { HostKey } from '@/lib/contract/server';
import { Fingerprint, keyFileWord } from './fingerprint';

interface Props {
  hostKey: HostKey;
  address: string;
  port: number;
  busy: boolean;
  onConfirm: (hostKey: HostKey) => void;
}

/** First use: the key is shown, with how to compare it on the server. No password was sent yet. */
export function ConfirmHostKey({ hostKey, address, port, busy, onConfirm }: Props) {
  return (
    <section aria-labelledby="host-key" className="rounded-lg border border-line-strong bg-surface p-4">
      <h2 id="host-key" className="text-lg font-semibold">Is this your server?</h2>
      <p className="mt-1 mb-3 text-ink-soft">It showed this host key. No password was sent to it. If the key is the server&apos;s own, the console will accept this key only from now on.</p>
      <Fingerprint hostKey={hostKey} />
      <p className="mt-4 mb-1.5 font-medium">Compare it on the server</p>
      <p className="mb-1.5 text-ink-soft">At its own screen or your provider&apos;s console, where no network stands between:</p>
      <CommandText text={`ssh-keygen -lf /etc/ssh/ssh_host_${keyFileWord(hostKey.algorithm)}_key.pub`} label="Command to print the host key's fingerprint" prompt="$" />
      <Disclosure title="I have used this server over SSH from this laptop before" className="mt-1">
        <p className="mb-1.5 text-ink-soft">Then your own known hosts hold the key:</p>
        <CommandText text={`ssh-keygen -lF ${port === 22 ? address : `'[${address}]:${port}'`}`} label="Command to print the known host key" prompt="$" />
      </Disclosure>
      <Button kind="primary" className="mt-3" onClick={() => onConfirm(hostKey)} busy={busy && 'Pinning the key…'}>The keys are the same</Button>
    </section>
  );
}
