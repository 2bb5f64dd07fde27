'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useVerbMutation } from '@/components/api/use-verb';
import { PageHeader } from '@/components/ui/page-header';
import { stageAddress } from '@/components/wizard/stage-address';
import type { Server } from '@/lib/contract/server';
import { setLastTest } from './last-test';
import { ProfileForm } from './profile-form';

/** `from`: the place that one came from, and goes back to. */
export function EditServer({ server, from }: { server: Server; from: 'overview' | 'connect' }) {
  const back = (name: string) => (from === 'connect' ? stageAddress(name, 'connect') : `/servers/${name}`);
  const router = useRouter();
  const client = useQueryClient();
  const edit = useVerbMutation('server.edit', {
    onSuccess: (saved) => {
      for (const name of [server.name, saved.name]) setLastTest(client, name, null);
      void client.invalidateQueries({ queryKey: ['server.list'] });
      void client.invalidateQueries({ queryKey: ['server.get'] });
      router.push(from === 'connect' ? back(saved.name) : `${back(saved.name)}#connection`);
    },
  });
  return (
    <>
      <PageHeader name={`Edit ${server.name}`} sentence="How the console reaches the server. The server itself is not changed; test the connection afterwards." />
      <ProfileForm server={server} action="Save the profile" cancel={back(server.name)} busy={edit.isPending && 'Saving…'} problem={edit.error} onSave={(profile, fail) => edit.mutate({ server: server.name, profile }, { onError: fail })} />
    </>
  );
}
