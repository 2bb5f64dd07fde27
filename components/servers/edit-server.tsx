'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useVerbMutation } from '@/components/api/use-verb';
import { PageHeader } from '@/components/ui/page-header';
import type { Server } from '@/lib/contract/server';
import { setLastTest } from './last-test';
import { ProfileForm } from './profile-form';

export function EditServer({ server }: { server: Server }) {
  const router = useRouter();
  const client = useQueryClient();
  const edit = useVerbMutation('server.edit', {
    onSuccess: (saved) => {
      for (const name of [server.name, saved.name]) setLastTest(client, name, null);
      void client.invalidateQueries({ queryKey: ['server.list'] });
      void client.invalidateQueries({ queryKey: ['server.get'] });
      router.push(`/servers/${saved.name}#connection`);
    },
  });
  return (
    <>
      <PageHeader name={`Edit ${server.name}`} sentence="How the console reaches the server. The server itself is not changed; test the connection afterwards." />
      <ProfileForm server={server} action="Save the profile" busy={edit.isPending && 'Saving…'} problem={edit.error} onSave={(profile, fail) => edit.mutate({ server: server.name, profile }, { onError: fail })} />
    </>
  );
}
