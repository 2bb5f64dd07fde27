'use client';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { StageSection } from '@/components/wizard/stage-page';
import { CertificateField } from './certificate-field';
import { errorOf, type FieldsProps } from './field-props';

const proxies = ['aptProxy', 'dockerHttpProxy', 'dockerHttpsProxy', 'dockerNoProxy', 'privateCa'] as const;
type TextField = 'aptRepository' | 'aptKeyFingerprint' | Exclude<(typeof proxies)[number], 'privateCa'>;

/** Repository, proxies and certificates: right as they stand where the internet is reachable. */
export function NetworkFields(props: FieldsProps) {
  const { register, getValues } = props.form;
  const open = proxies.some((name) => errorOf(props, name) !== undefined || getValues(name) !== '');
  const text = (name: TextField, label: string, hint: string, placeholder?: string, optional = true) => (
    <Field label={label} hint={hint} error={errorOf(props, name)} optional={optional}><Input mono autoComplete="off" placeholder={placeholder} {...register(name)} /></Field>
  );
  return (
    <StageSection title="Network" sentence="Leave these as they are if the server reaches the internet directly.">
      <Disclosure title="Docker’s packages" open={Boolean(errorOf(props, 'aptRepository') ?? errorOf(props, 'aptKeyFingerprint'))}>
        <div className="grid gap-4 sm:grid-cols-2">
          {text('aptRepository', 'apt repository', 'In the shape of Docker’s own, such as a mirror.', undefined, false)}
          {text('aptKeyFingerprint', 'Fingerprint of its key', '40 hex digits. Another key is refused.', undefined, false)}
        </div>
      </Disclosure>
      <Disclosure title="Proxies and private certificates" open={open}>
        <div className="grid gap-4 sm:grid-cols-2">
          {text('aptProxy', 'Proxy for apt', 'Only while packages are installed.', 'http://proxy.example.com:3128')}
          {text('dockerNoProxy', 'Not through the proxy', 'Names and networks with commas between them.', '10.0.0.0/8,.example.com')}
          {text('dockerHttpProxy', 'Docker’s proxy for http', 'For the images.', 'http://proxy.example.com:3128')}
          {text('dockerHttpsProxy', 'Docker’s proxy for https', 'Most registries are reached by this one.', 'http://proxy.example.com:3128')}
          <CertificateField {...props} />
        </div>
      </Disclosure>
    </StageSection>
  );
}
