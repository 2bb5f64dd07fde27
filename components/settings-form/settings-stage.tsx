'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage } from '@/components/wizard/stage-page';
import type { SettingsView } from '@/lib/contract/settings';
import { count } from '@/lib/core/units';
import { AccessFields } from './access-fields';
import { DisksFound } from './disks-found';
import { FileDiffs } from './file-diffs';
import { NetworkFields } from './network-fields';
import { PreviousField } from './previous-field';
import { RegistryFields } from './registry-fields';
import { SupportPassword } from './support-password';
import { useSettingsEditor, type SettingsEditor } from './use-settings-form';

/** Everything that the guide leaves to the operator. */
export function SettingsStage({ server }: { server: string }) {
  const { data: view, error } = useVerb('settings.get', { server });
  if (view) return <SettingsForm server={server} view={view} />;
  return (
    <StagePage server={server} stage="settings" sentence="Loading the settings.">
      <ErrorNotice error={error} />
      {!error && <SkeletonRows rows={12} label="Loading the settings" />}
    </StagePage>
  );
}

function SettingsForm({ server, view }: { server: string; view: SettingsView }) {
  const client = useQueryClient();
  const router = useRouter();
  const editor = useSettingsEditor(server, view);
  const check = useVerbMutation('preflight.start', {
    onSuccess: (next) => {
      setVerbData(client, 'preflight.get', { server }, next);
      router.push(stageAddress(server, 'preflight'));
    },
  });
  const saveAndCheck = async () => {
    const saved = editor.dirty || !view.settings ? await editor.save() : view;
    if (saved?.complete) check.mutate({ server });
    else showFirstError();
  };
  /** What the console misses in the saved settings, at its field, until something is typed there. */
  const missing = (name: string) => (view.settings ? view.problems[name] : undefined);
  const stored = (name: 'supportPassword' | 'registryPassword') => view.settings?.[name].isSet ?? false;
  /** Only constants.env proposes a user; nobody entered it here. */
  const proposedLogin = view.settings === null && view.proposed.registryUser !== '' ? view.proposed : null;
  const props = { form: editor.form, missing };
  const { data: profile } = useVerb('server.get', { server });
  return (
    <StagePage
      server={server} stage="settings" sentence={sentenceOf(view, editor)}
      beside={editor.dirty && (
        <>
          <Button kind="quiet" onClick={editor.discard}>Discard</Button>
          <Button icon={Save} busy={editor.saving && 'Saving…'} onClick={() => void editor.save().then((saved) => saved ?? showFirstError())}>Save</Button>
        </>
      )}
      primary={<Button kind="primary" busy={(editor.saving && 'Saving…') || (check.isPending && 'Asking the server…')} onClick={() => void saveAndCheck()}>Check the server</Button>}
    >
      {profile?.openRunId && <Notice tone="accent" title="A run is under way on this server." action={<ButtonLink size="small" href={`/servers/${server}/runs/${profile.openRunId}`}>Open the run</ButtonLink>}>It goes on with the settings that it was started with. What you save here is for the next plan.</Notice>}
      <ErrorNotice error={editor.problem ?? check.error} />
      <form method="post" noValidate className="flex min-w-0 flex-col gap-8" onSubmit={(event) => { event.preventDefault(); void editor.save(); }}>
        <AccessFields {...props} />
        <SupportPassword key={`support ${editor.generation} ${stored('supportPassword')}`} {...props} isSet={stored('supportPassword')} />
        <RegistryFields key={`registry ${editor.generation} ${stored('registryPassword')}`} {...props} isSet={stored('registryPassword')} proposed={proposedLogin} />
        <PreviousField {...props} />
        <NetworkFields {...props} />
        <button type="submit" hidden>Save</button>
      </form>
      <DisksFound disks={view.disks} />
      <FileDiffs view={view} dirty={editor.dirty} />
    </StagePage>
  );
}

/** After the sentences are drawn: the first field that has one, in the order of the page. */
function showFirstError(): void {
  setTimeout(() => document.querySelector<HTMLElement>('main form [aria-invalid=true]')?.focus(), 50);
}

function sentenceOf(view: SettingsView, { dirty, unsaved }: SettingsEditor): string {
  if (dirty) return unsaved.length === 0 ? 'There are changes that are not saved yet.' : `Not saved yet: ${unsaved.join(', ')}.`;
  if (!view.settings) return 'Say how ClearML will be reached and who may fetch its images.';
  const open = Object.keys(view.problems).length;
  return view.complete ? 'The settings are complete.' : `${count(open, 'thing')} ${open === 1 ? 'is' : 'are'} still missing.`;
}
