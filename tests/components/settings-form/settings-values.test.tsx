import { expect, it } from 'vitest';
import { draftOf, formOf } from '@/components/settings-form/settings-values';
import { settings, settingsInput } from '@/lib/contract/settings';

const saved = settings.parse({ access: { kind: 'http', address: '192.0.2.1' }, supportPassword: { isSet: true }, registryPassword: { isSet: true } });

it('turns saved settings into a form that saves back unchanged and keeps the secrets', () => {
  const parsed = settingsInput.parse(formOf(saved));
  expect(parsed).toEqual({ ...saved, supportPassword: { action: 'keep' }, registryPassword: { action: 'keep' } });
});

it('keeps what was typed for TLS while HTTP is chosen, and sends only what is chosen', () => {
  const form = formOf(saved);
  form.access.app = 'app.example.com';
  expect(settingsInput.parse(form).access).toEqual({ kind: 'http', address: '192.0.2.1' });
});

it('leaves secrets out of the tab’s storage', () => {
  const form = { ...formOf(saved), supportPassword: { action: 'set' as const, value: 'canary-1' }, registryPassword: { action: 'set' as const, value: 'canary-2' }, aptProxy: 'http://user:canary-3@proxy:3128' };
  const draft = JSON.stringify(draftOf(form));
  expect(draft).not.toContain('canary');
  expect(draft).toContain('192.0.2.1');
});
