'use client';
import { OctagonX } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { PasswordAgain } from '@/components/ui/password-again';
import type { Problem } from '@/components/api/problem';
import type { HostKey } from '@/lib/contract/server';
import { Fingerprint, fingerprintText } from './fingerprint';

interface Props {
  server: string;
  pinned: HostKey | null;
  presented: HostKey;
  busy: boolean;
  /** Of a try to replace the key. */
  error: Problem | null;
  onReplace: (hostKey: HostKey, password: string) => void;
}

/** A hard stop before any password is sent. Replacing the key has the server's name typed, and the admin's password again. */
export function ChangedHostKey({ server, pinned, presented, busy, error, onReplace }: Props) {
  const [asks, setAsks] = useState(false);
  const [password, setPassword] = useState('');
  return (
    <section role="alert" className="rounded-lg border-2 border-bad bg-surface p-4">
      <h2 className="flex items-center gap-2 text-lg font-semibold text-bad"><OctagonX aria-hidden className="size-5" />The host key has changed</h2>
      <p className="mt-1 mb-3 max-w-prose">The console stopped before it sent a password. Either the server was reinstalled, or something between you and it answers in its place. Ask whoever runs the server before you go on.</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <div><p className="mb-1 font-medium">Pinned before</p>{pinned ? <Fingerprint hostKey={pinned} /> : <p className="text-ink-soft">unknown</p>}</div>
        <div><p className="mb-1 font-medium">Shown now</p><Fingerprint hostKey={presented} /></div>
      </div>
      <Button className="mt-4" onClick={() => setAsks(true)}>The server was reinstalled…</Button>
      <ConfirmByName
        open={asks}
        onOpenChange={setAsks}
        title="Replace the pinned host key"
        sentence="From then on the console signs in to whoever holds the new key."
        lost={pinned ? [`The pinned ${pinned.algorithm} key ${fingerprintText(pinned)}`] : []}
        name={server}
        action="Replace the key"
        busy={busy && 'Replacing…'}
        onConfirm={() => onReplace(presented, password)}
      >
        <PasswordAgain value={password} onChange={setPassword} error={error} />
      </ConfirmByName>
    </section>
  );
}
