import type { SecretInput } from '@/lib/contract/fields';
import type { Settings, SettingsForm } from '@/lib/contract/settings';

/** What the form holds: both ways of access at once, so that changing one's mind loses nothing. */
export type SettingsValues = Required<Omit<SettingsForm, 'access' | 'supportPassword' | 'registryPassword'>> & {
  access: { kind: 'http' | 'tls'; address: string; app: string; api: string; files: string };
  supportPassword: SecretInput;
  registryPassword: SecretInput;
};

/** Saved settings as a form. Secrets are never sent back, so they are "kept". */
export function formOf(settings: Settings): SettingsValues {
  const { access, supportPassword: _support, registryPassword: _registry, ...plain } = settings;
  return { ...plain, access: { address: '', app: '', api: '', files: '', ...access }, supportPassword: { action: 'keep' }, registryPassword: { action: 'keep' } };
}

/** The part of a form that may lie in the tab's storage: no secret, and no proxy address that carries one. */
export function draftOf(values: SettingsValues): Partial<SettingsValues> {
  const { supportPassword: _support, registryPassword: _registry, ...draft } = values;
  const open: Partial<SettingsValues> = { ...draft };
  for (const name of ['aptRepository', 'aptProxy', 'dockerHttpProxy', 'dockerHttpsProxy'] as const) if (open[name]?.includes('@')) delete open[name];
  return open;
}
