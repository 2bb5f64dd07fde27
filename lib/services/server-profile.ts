import type { SecretInput } from '@/lib/contract/fields';
import type { ServerInput } from '@/lib/contract/server';
import { GroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import { credentialNames, type CredentialChanges, type CredentialName, type ServerRecord } from '@/lib/store/repositories/servers';

type Has = ServerRecord['has'];
const none: Has = { password: false, privateKey: false, passphrase: false, sudoPassword: false };

/**
 * Splits the form of a server into profile and changes of credentials.
 * Throws GroundcrewError `invalid_input` at the field when the chosen way to sign in lacks its credential.
 */
export function readProfile(input: ServerInput, has: Has = none) {
  const { name, address, port, login, auth, sudo } = input;
  const needed: Partial<Record<CredentialName, string>> = {
    ...(auth === 'password' ? { password: 'Enter the password, or choose another way to sign in.' } : {}),
    ...(auth === 'key' ? { privateKey: 'Paste the private key, or choose another way to sign in.' } : {}),
    ...(sudo === 'other' ? { sudoPassword: 'Enter the sudo password, or say that it is the same or that none is needed.' } : {}),
  };
  const credentials: CredentialChanges = Object.fromEntries(credentialNames.flatMap((field) => change(field, input[field])));
  for (const [field, message] of Object.entries(needed)) {
    const next = credentials[field as CredentialName];
    const present = next === undefined ? has[field as CredentialName] : next !== null;
    if (!present) throw new GroundcrewError({ code: 'invalid_input', field, message, reason: `server.${field}-missing` });
  }
  const password = credentials.password === undefined ? has.password : credentials.password !== null;
  if (sudo === 'same' && login !== 'root' && !password)
    throw new GroundcrewError({ code: 'invalid_input', field: 'sudo', reason: 'server.sudo-same', message: 'Without a login password there is none that sudo could share.', remedy: 'Choose "another password" and enter it, or "none needed".' });
  return { profile: { name, address, port, login, auth, sudo }, credentials };
}

function change(field: CredentialName, input: SecretInput): [CredentialName, CredentialChanges[CredentialName]][] {
  if (input.action === 'keep') return [];
  if (input.action === 'clear' || input.value === '') return [[field, null]];
  return [[field, secret(input.value)]];
}
