'use client';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFieldErrors } from '@/components/api/field-errors';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDirtyGuard } from '@/components/wizard/draft';
import { openInput, type OpenView } from '@/lib/contract/status';
import { RenewButton } from './renew-button';
import { ShownOnce } from './shown-once';
import { useSaveOpen } from './use-open';

interface Values {
  isOn: boolean;
  title: string;
  /** In the order of the console's list of servers. */
  servers: { server: string; isShown: boolean; title: string }[];
}

/** A page for researchers: which servers work, and nothing else. */
export function StatusPageForm() {
  const { data: open, error } = useVerb('status.get', {});
  const { data: servers, error: noServers } = useVerb('server.list', {});
  if (error ?? noServers) return <ErrorNotice error={error ?? noServers} />;
  if (!open || !servers) return <SkeletonRows rows={3} label="Loading the status page" />;
  const names = servers.map(({ name }) => name).sort();
  return <Form key={names.join()} page={open.page} names={names} />;
}

function Form({ page, names }: { page: OpenView['page']; names: readonly string[] }) {
  const [address, setAddress] = useState<string | null>(null);
  const form = useForm<Values>({ defaultValues: valuesOf(page, names) });
  const { register, control, reset, setError, formState: { errors, isDirty } } = form;
  const [isOn, rows] = useWatch({ control, name: ['isOn', 'servers'] });
  const save = useSaveOpen();
  useDirtyGuard(isDirty);
  const submit = form.handleSubmit((values) => {
    const input = { isOn: values.isOn, title: values.title, servers: values.servers.flatMap(({ server, isShown, title }) => (isShown ? [{ server, title }] : [])) };
    /** Only what is shown is sent: a place among those is another place in the form. */
    const place = (path: string) => path.replace(/^page\./, '').replace(/^servers\.(\d+)/, (_, index: string) => `servers.${values.servers.findIndex(({ server }) => server === input.servers[Number(index)]?.server)}`);
    const judged = openInput.safeParse({ page: input });
    if (!judged.success) return judged.error.issues.forEach(({ path, message }) => setError(place(path.join('.')) as 'title', { message }, { shouldFocus: true }));
    save.mutate({ page: input }, {
      onSuccess: (next) => {
        reset(valuesOf(next.page, names));
        if (next.made.address) setAddress(next.made.address);
      },
      onError: (problem) => void applyFieldErrors(problem, setError, place),
    });
  });
  return (
    <form method="post" noValidate className="flex max-w-xl min-w-0 flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <p className="text-ink-soft">Whoever has its address sees, without a sign-in, which servers work, are limited or down, and since when. Neither findings nor addresses of servers stand there.</p>
      {save.error && Object.keys(save.error.fields).length === 0 && <ErrorNotice error={save.error} />}
      <Checkbox label="The status page is on" {...register('isOn')} />
      {(isOn || page.hasAddress) && (
        <>
          <Field label="Heading" error={errors.title?.message}><Input autoComplete="off" {...register('title')} /></Field>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 font-medium">Servers on it, by the names that researchers know</legend>
            {names.length === 0 && <p className="text-ink-soft">No server is connected yet.</p>}
            {names.map((name, index) => (
              <div key={name} className="grid items-start gap-x-4 gap-y-1 sm:grid-cols-[12rem_1fr]">
                <Checkbox label={name} className="pt-2" {...register(`servers.${index}.isShown`)} />
                {rows[index]?.isShown && <NameField name={name} error={errors.servers?.[index]?.title?.message} control={register(`servers.${index}.title`)} />}
              </div>
            ))}
          </fieldset>
        </>
      )}
      {address && <ShownOnce title="This address is shown once. Copy it and give it to the researchers." text={address} label="Copy the address" />}
      {page.hasAddress && !address && <p className="text-ink-soft">It has an address, which was shown when it was made. Only its hash is kept: if nobody has it any more, make another one.</p>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={save.isPending && 'Saving…'}>Save the status page</Button>
        {page.hasAddress && <RenewButton what="page" action="Make another address" lost="The address that there is leads nowhere from then on. Everybody who uses it needs the new one." onMade={setAddress} />}
      </div>
    </form>
  );
}

function NameField({ name, error, control }: { name: string; error: string | undefined; control: object }) {
  return <Field label={`Name of ${name}`} error={error} className="[&>label]:sr-only"><Input autoComplete="off" {...control} /></Field>;
}

function valuesOf({ isOn, title, servers }: OpenView['page'], names: readonly string[]): Values {
  const shown = new Map(servers.map((each) => [each.server, each.title]));
  return { isOn, title, servers: names.map((server) => ({ server, isShown: shown.has(server), title: shown.get(server) ?? server })) };
}
