'use client';
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Code } from '@/components/ui/code';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { PasswordStrength } from '@/components/ui/password-strength';
import { StageSection } from '@/components/wizard/stage-page';
import { generatePassword } from '@/lib/core/password';
import { errorOf, type FieldsProps } from './field-props';

/** The first login to ClearML: made in the browser and shown once, or typed. */
export function SupportPassword({ isSet, ...props }: FieldsProps & { isSet: boolean }) {
  const { field } = useController({ control: props.form.control, name: 'supportPassword' });
  const [replaces, setReplaces] = useState(!isSet);
  const [made, setMade] = useState<string | null>(null);
  const text = field.value.action === 'set' ? field.value.value : '';
  const set = (value: string) => field.onChange(value === '' ? { action: 'keep' } : { action: 'set', value });
  const make = () => {
    const password = generatePassword();
    setMade(password);
    setReplaces(true);
    set(password);
  };
  return (
    <StageSection title="Support user" sentence="The user “support” is the first one who can sign in to ClearML. Its password goes into apiserver.conf on the server.">
      {!replaces ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-ink-soft">A password is stored, encrypted. It is not shown again.</span>
          <Button size="small" icon={Dices} onClick={make}>Make a new one</Button>
          <Button size="small" kind="quiet" onClick={() => setReplaces(true)}>Type another</Button>
        </div>
      ) : made !== null && made === text ? (
        <Notice tone="accent" title="This password is shown once. Copy it to a safe place, then save.">
          <p className="mt-1 flex flex-wrap items-center gap-1"><Code className="text-lg">{made}</Code><CopyButton text={made} label="Copy the password" words="Copy" /></p>
          <Button size="small" kind="quiet" className="mt-2" onClick={() => { setMade(null); set(''); }}>Type one instead</Button>
        </Notice>
      ) : (
        <div className="flex max-w-md flex-col gap-2">
          <Field label="Password" hint="ASCII letters, digits and signs, at most 72 characters." error={errorOf(props, 'supportPassword')}>
            <PasswordInput mono autoComplete="new-password" value={text} onChange={(event) => set(event.target.value)} onBlur={field.onBlur} />
          </Field>
          <PasswordStrength password={text} advice="Use more characters, or have one made." />
          <div className="flex flex-wrap gap-2">
            <Button size="small" icon={Dices} onClick={make}>Make one</Button>
            {isSet && <Button size="small" kind="quiet" onClick={() => { set(''); setReplaces(false); }}>Keep the stored one</Button>}
          </div>
        </div>
      )}
    </StageSection>
  );
}
