import type { Settings } from '@/lib/contract/settings';
import { GroundcrewError } from '@/lib/core/errors';
import { addressPassword, isMasked, maskAddress } from '@/lib/guide/address-password';

/** The settings that are addresses of proxies, which may hold a password. */
const names = ['aptProxy', 'dockerHttpProxy', 'dockerHttpsProxy'] as const;
type Addresses = Pick<Settings, (typeof names)[number]>;

export function maskAddresses<T extends Addresses>(settings: T): T {
  return { ...settings, ...Object.fromEntries(names.map((name) => [name, maskAddress(settings[name])])) };
}

/**
 * Addresses as they came back from the form, with the saved passwords put back. A password goes to no other address
 * than it was given for: throws GroundcrewError `invalid_input` when one is masked and differs in anything else.
 */
export function unmaskAddresses<T extends Addresses & Pick<Settings, 'aptRepository'>>(settings: T, before: Addresses | null | undefined): T {
  if (addressPassword(settings.aptRepository) !== '') throw problem('aptRepository', 'Leave the password out of the address of the repository: it would lie in a file that everybody on the server can read. apt takes it from /etc/apt/auth.conf.d.');
  const found = names.map((name) => {
    if (!isMasked(settings[name])) return [name, settings[name]] as const;
    const saved = [before?.[name], ...names.map((other) => before?.[other])].find((address) => address !== undefined && maskAddress(address) === settings[name]);
    if (saved === undefined) throw problem(name, 'The address was changed: enter its password again.');
    return [name, saved] as const;
  });
  return { ...settings, ...Object.fromEntries(found) };
}

function problem(name: string, message: string): GroundcrewError {
  return new GroundcrewError({ code: 'invalid_input', field: `settings.${name}`, reason: 'settings.address', message });
}
