'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { PageHeader } from '@/components/ui/page-header';
import { stageAddress } from '@/components/wizard/stage-address';
import { askForTest, setLastTest } from './last-test';
import { ProfileForm } from './profile-form';

/** The form; once it is saved, one is on the server's own Connect stage, with the test begun. */
export function ConnectServer() {
  const client = useQueryClient();
  const router = useRouter();
  const add = useVerbMutation('server.add', {
    onSuccess: (added) => {
      setVerbData(client, 'server.get', { server: added.name }, added);
      void client.invalidateQueries({ queryKey: ['server.list'] });
      setLastTest(client, added.name, null);
      askForTest(client, added.name);
      // Back does not lead to the form of a server that is there by now.
      router.replace(stageAddress(added.name, 'connect'));
    },
  });
  return (
    <>
      <PageHeader name="Connect a server" sentence="An Ubuntu server that you can reach over SSH. Nothing is installed on it to connect." />
      <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,42rem)_20rem]">
        <ProfileForm server={null} action="Save and test the connection" busy={(add.isPending || add.isSuccess) && 'Saving…'} problem={add.error} onSave={(values, fail) => add.mutate(values, { onError: fail })} />
        <WhatFollows />
      </div>
    </>
  );
}

/** What the button sets off, before it is pressed. */
const WhatFollows = () => (
  <aside aria-labelledby="what-follows" className="xl:border-l xl:border-line xl:pl-6">
    <h2 id="what-follows" className="mb-2 font-semibold">What happens then</h2>
    <ol className="flex list-decimal flex-col gap-2 pl-5 text-ink-soft">
      <li>The profile is saved. Passwords and keys are encrypted with the key file of this console.</li>
      <li>The console reaches the server and shows you its host key. You compare it; until then nothing secret is sent.</li>
      <li>It signs in, runs a command and asks for root. Each of these has its own sentence when it fails.</li>
    </ol>
    <p className="mt-3 text-ink-soft">Nothing on the server is changed by this.</p>
  </aside>
);
