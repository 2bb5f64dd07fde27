import type { SettingsValues } from './settings-values';

/** The fields as the form calls them, in its order. */
const names: Record<keyof SettingsValues, string> = {
  access: 'Access', supportPassword: 'Support user', registryHost: 'Host of the registry', helloWorldImage: 'Image for the proof that Docker runs', registryUser: 'User', registryPassword: 'Password or token',
  previous: 'An earlier installation', aptRepository: 'apt repository', aptKeyFingerprint: 'Fingerprint of its key', aptProxy: 'Proxy for apt',
  dockerHttpProxy: 'Docker’s proxy for http', dockerHttpsProxy: 'Docker’s proxy for https', dockerNoProxy: 'Not through the proxy', privateCa: 'Private certificate authority',
};

/** Which fields differ from what is saved. `dirty`: as react-hook-form tells it, by field. */
export function unsavedFields(dirty: Partial<Record<keyof SettingsValues, unknown>>): string[] {
  return (Object.keys(names) as (keyof SettingsValues)[]).filter((name) => isAnyTrue(dirty[name])).map((name) => names[name]);
}

const isAnyTrue = (value: unknown): boolean => value === true || (typeof value === 'object' && value !== null && Object.values(value).some(isAnyTrue));
