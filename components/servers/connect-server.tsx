'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import type { Server } from '@/lib/contract/server';
import { ConnectionPanel } from './connection-panel';
import { ProfileForm } from './profile-form';

/** The form, then the host key, then the test. Once saved, the server has pages of its own and this one can be left. */
export function ConnectServer() {
  const client = useQueryClient();
  const [server, setServer] = useState<Server | null>(null);
  const [isConnected, setConnected] = useState(false);
  const add = useVerbMutation('server.add', {
    onSuccess: (added) => {
      setVerbData(client, 'server.get', { server: added.name }, added);
      void client.invalidateQueries({ queryKey: ['server.list'] });
      setServer(added);
      // A reload now opens the saved server instead of an empty form.
      window.history.replaceState(null, '', `/servers/${added.name}/install/connect`);
    },
  });
  if (!server) {
    return (
      <>
        <PageHeader name="Connect a server" sentence="An Ubuntu server that you can reach over SSH. Nothing is installed on it to connect." />
        <ProfileForm server={null} action="Save and test the connection" busy={add.isPending && 'Saving…'} problem={add.error} onSave={(values, fail) => add.mutate(values, { onError: fail })} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        name={`Connect ${server.name}`}
        sentence={isConnected ? 'The console can sign in and become root. Next come the files that ClearML gave you.' : 'The profile is saved. The console now looks whether it can sign in.'}
        action={isConnected ? <ButtonLink kind="primary" href={`/servers/${server.name}/install/materials`}>Add the ClearML files</ButtonLink> : undefined}
      />
      <div className="max-w-3xl">
        <ConnectionPanel server={server.name} startAtOnce onConnected={() => setConnected(true)} />
        {!isConnected && <p className="mt-6 text-ink-soft">Was something mistyped? <a className="font-medium text-accent underline underline-offset-2" href={`/servers/${server.name}/edit`}>Edit the profile</a></p>}
      </div>
    </>
  );
}
