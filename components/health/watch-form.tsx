'use client';
import { Save, Sparkles } from 'lucide-react';
import { useRef, useState } from 'react';
import { Controller } from 'react-hook-form';
import { SecretField } from '@/components/servers/secret-field';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { WatchView } from '@/lib/contract/watch';
import { Proposals } from './proposals';
import { ThresholdInputs } from './threshold-inputs';
import { useWatchForm } from './use-watch-form';

/** Switch, thresholds and API key of one server. */
export default function WatchForm({ server, view }: { server: string; view: WatchView }) {
  const editor = useWatchForm(server, view);
  const [proposes, setProposes] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  const { form } = editor;
  const { errors } = form.formState;
  /** After the sentences are drawn: the first field that has one, in the order of the page. */
  const save = async () => {
    if (!(await editor.save())) setTimeout(() => place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), 50);
  };
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <form ref={place} method="post" noValidate className="flex flex-col gap-8" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Checkbox label="Watch this server" hint="It is asked over SSH, every half a minute for what is cheap and more rarely for what costs. Off, nothing is asked and nobody is told." {...form.register('isOn')} />
        <ThresholdInputs form={form} defaults={view.defaults} />
        <div><Button size="small" icon={Sparkles} aria-expanded={proposes} onClick={() => setProposes(!proposes)}>{proposes ? 'Hide what its history proposes' : 'Propose from this server’s history'}</Button></div>
        {proposes && <Proposals server={server} form={form} />}
        <fieldset className="min-w-0">
          <legend className="font-semibold">ClearML’s API key</legend>
          <p className="mt-1 mb-3 max-w-[68ch] text-ink-soft">Optional. With one, the console also asks ClearML itself for queues and workers. Make one in ClearML under Settings, Workspace.</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Access key" optional error={errors.apiAccessKey?.message}><Input mono autoComplete="off" {...form.register('apiAccessKey')} /></Field>
            <Controller control={form.control} name="apiSecretKey" render={({ field }) => <SecretField key={`${editor.generation} ${view.apiSecretKey.isSet}`} label="Secret key" optional isSet={view.apiSecretKey.isSet} value={field.value} onChange={field.onChange} error={errors.apiSecretKey?.message} />} />
          </div>
        </fieldset>
        <ErrorNotice error={editor.problem} />
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="primary" type="submit" icon={Save} disabled={!editor.dirty} busy={editor.saving && 'Saving…'}>Save how it is watched</Button>
          {editor.dirty && <Button kind="quiet" onClick={editor.discard}>Discard</Button>}
          <span role="status" className="text-ink-faint">{editor.dirty ? 'There are changes that are not saved yet.' : ''}</span>
        </div>
      </form>
    </div>
  );
}
