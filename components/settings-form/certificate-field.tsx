'use client';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { errorOf, type FieldsProps } from './field-props';

/** PEM certificates, pasted or picked. */
export function CertificateField(props: FieldsProps) {
  const { register, setValue } = props.form;
  const picker = useRef<HTMLInputElement>(null);
  const read = (file: File | undefined) => {
    if (file) void file.slice(0, 200_001).text().then((text) => setValue('privateCa', text, { shouldDirty: true, shouldValidate: true }));
  };
  return (
    <div className="flex flex-col items-start gap-2 sm:col-span-2">
      <Field label="Private certificate authority" optional hint="PEM. The containers and Docker trust it." error={errorOf(props, 'privateCa')} className="w-full">
        <Textarea mono rows={4} autoComplete="off" placeholder="-----BEGIN CERTIFICATE-----" {...register('privateCa')} />
      </Field>
      <Button size="small" onClick={() => picker.current?.click()}>Choose a file</Button>
      <input ref={picker} type="file" accept=".pem,.crt,.cer" tabIndex={-1} aria-label="Certificate file" className="sr-only" onChange={(event) => { read(event.target.files?.[0]); event.target.value = ''; }} />
    </div>
  );
}
