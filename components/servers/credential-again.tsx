'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import type { ConnectionTest, Server } from '@/lib/contract/server';

/** Where a test stopped at a password: a field for it right there, and the test again. Nothing else of the profile changes. */
export function CredentialAgain({ server, test, onSaved }: { server: Server; test: ConnectionTest; onSaved: () => void }) {
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const edit = useVerbMutation('server.edit', {
    onSuccess: (saved) => {
      setVerbData(client, 'server.get', { server: server.name }, saved);
      onSaved();
    },
  });
  const asked = askedOf(server, test);
  if (!asked) return null;
  const { name, address, port, login, auth, sudo } = server;
  const profile = { name, address, port, login, auth, sudo, [asked.field]: { action: 'set' as const, value: password } };
  return (
    <form
      method="post"
      className="flex max-w-md flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (password && !edit.isPending) edit.mutate({ server: name, profile });
      }}
    >
      <Field label={asked.label} hint="It replaces the stored one; the rest of the profile stays as it is.">
        <PasswordInput autoComplete="off" value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <ErrorNotice error={edit.error} />
      <div><Button kind="primary" type="submit" disabled={!password} busy={edit.isPending && 'Saving…'}>Save it and test again</Button></div>
    </form>
  );
}

/** The password at which the test stopped; null: it stopped elsewhere, or a key or an agent is to be mended. */
function askedOf({ auth, login, sudo }: Server, { stages }: ConnectionTest): { field: 'password' | 'sudoPassword'; label: string } | null {
  const stage = stages.find(({ outcome }) => outcome === 'fail')?.stage;
  if (stage === 'login' && auth === 'password') return { field: 'password', label: `Password of ${login}` };
  if (stage !== 'sudo') return null;
  if (sudo === 'other') return { field: 'sudoPassword', label: 'Password for sudo' };
  return sudo === 'same' && auth !== 'password' ? { field: 'password', label: `Password of ${login}, for sudo` } : null;
}
