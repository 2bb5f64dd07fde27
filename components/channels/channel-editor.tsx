'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useUrlState } from '@/components/ui/url-state';
import type { Channel, ChannelKind } from '@/lib/contract/channel';
import { ChannelForm } from './channel-form';
import { channelKinds, kindNames } from './channel-kinds';

function useSave(id: string | null) {
  const router = useRouter();
  const client = useQueryClient();
  return useVerbMutation('channel.save', {
    onSuccess: ({ name }) => {
      toast(`${name} is saved.`, { description: id === null ? 'Test it now, so that you know that it arrives.' : 'Test it again if you changed where it leads.' });
      void client.invalidateQueries({ queryKey: ['channel.list'] });
      router.push('/settings/channels');
    },
  });
}

/** A new channel. Its kind is chosen first and stands in the URL. */
export function NewChannel() {
  const [url, setUrl] = useUrlState();
  const kind = kindNames.find((each) => each === url.kind) ?? 'email';
  const save = useSave(null);
  return (
    <>
      <PageHeader name="Add a channel" sentence={channelKinds[kind].what} />
      <Field label="Kind" hint="What was entered for another kind is not kept." className="mb-5 max-w-2xl">
        <Select value={kind} onChange={({ target }) => setUrl({ kind: target.value })} options={kindNames.map((value) => ({ value, label: channelKinds[value].label }))} />
      </Field>
      <ChannelForm key={kind} kind={kind} channel={null} action="Add the channel" busy={save.isPending && 'Saving…'} problem={save.error} onSave={(channel, fail) => save.mutate({ id: null, channel }, { onError: fail })} />
    </>
  );
}

/** A stored channel. Its kind stays: another kind is another channel. */
export function EditChannel({ id }: { id: string }) {
  const { data: channels, error } = useVerb('channel.list', {});
  const channel = channels?.find((each) => each.id === id);
  if (channel) return <Editor channel={channel} />;
  return (
    <>
      <PageHeader name="Edit a channel" sentence={channels ? 'This channel is not there any more.' : 'Looking for the channel.'} />
      <ErrorNotice error={error} />
      {!channels && !error && <SkeletonRows rows={8} label="Loading the channel" />}
      {channels && <EmptyState title="This channel was removed" action={<ButtonLink href="/settings/channels">Go to the channels</ButtonLink>} />}
    </>
  );
}

function Editor({ channel }: { channel: Channel }) {
  const save = useSave(channel.id);
  const kind = channel.kind as ChannelKind;
  return (
    <>
      <PageHeader name={`Edit ${channel.name}`} sentence={`${channelKinds[kind].what} Secrets that are stored stay, unless you replace them.`} />
      <ChannelForm kind={kind} channel={channel} action="Save the channel" busy={save.isPending && 'Saving…'} problem={save.error} onSave={(next, fail) => save.mutate({ id: channel.id, channel: next }, { onError: fail })} />
    </>
  );
}
