import type { Materials } from '@/lib/contract/materials';
import type { Settings } from '@/lib/contract/settings';

/** What is missing before preflight and plan: form field to sentence. Empty when complete. `null`: nothing was saved yet. */
export function settingsProblems(settings: Settings | null, materials: Pick<Materials, 'layoutOverride' | 'detectedLayout'>): Record<string, string> {
  if (!settings) return { access: 'Say how ClearML will be reached.' };
  const problems: Record<string, string> = {};
  const { access } = settings;
  if (access.kind === 'tls') {
    if (access.api === access.app) problems['access.api'] = 'The API needs a name of its own, different from the web interface\'s.';
    if (access.files === access.app || access.files === access.api) problems['access.files'] = 'The file server needs a name of its own.';
  }
  if (!settings.supportPassword.isSet) problems.supportPassword = 'Make or enter the support user\'s password; it is the first login to ClearML.';
  const layout = materials.layoutOverride ?? materials.detectedLayout;
  // ClearML's images on Docker Hub are private; another registry may need no login.
  const needsLogin = isDockerHub(settings.registryHost) && layout !== 'oss';
  if (settings.registryUser === '' && (needsLogin || settings.registryPassword.isSet)) problems.registryUser = 'Enter the user of the registry login that ClearML gave you.';
  if (!settings.registryPassword.isSet && (needsLogin || settings.registryUser !== '')) problems.registryPassword = 'Enter the password or token of the registry login that ClearML gave you.';
  const certificates = certificateProblem(settings.privateCa);
  if (certificates) problems.privateCa = certificates;
  return problems;
}

/** Docker Hub under any of its names: what images without a registry in their name come from. */
export function isDockerHub(host: string): boolean {
  return ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com', 'hub.docker.com'].includes(host.toLowerCase());
}

/** The registry's one name: Docker logs in at Docker Hub, and keeps that login, under `docker.io` only. */
export const registryName = (host: string): string => (isDockerHub(host) ? 'docker.io' : host);

function certificateProblem(pem: string): string | null {
  if (pem === '') return null;
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return 'This holds a private key. Paste only certificates; a key must stay where it is.';
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\r\n]+-----END CERTIFICATE-----/g) ?? [];
  const begun = pem.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  return blocks.length === 0 || blocks.length !== begun ? 'A certificate is cut off or damaged; paste each one from its BEGIN line to its END line.' : null;
}

/**
 * Why this can't be the support user's password, or null. Says nothing of its strength.
 * ClearML checks it with bcrypt (72 bytes) and reads the login header as Latin-1, so only ASCII is safe.
 */
export function supportPasswordProblem(password: string): string | null {
  if (password === '') return 'Enter a password.';
  if (/[^\x20-\x7e]/.test(password)) return 'Use only ASCII letters, digits and signs: ClearML\'s login garbles other characters.';
  if (password.length > 72) return 'Use at most 72 characters: ClearML ignores what follows.';
  if (password.trim() !== password) return 'Remove the blank at the beginning or the end: it gets lost when the password is pasted.';
  return null;
}

/** Why this can't be a fixed user's name, or null. The login header ends the name at the first ":". */
export function fixedUserNameProblem(username: string): string | null {
  if (username === '') return 'Enter a user name.';
  if (username.includes(':')) return 'A user name has no ":"; the login would end there.';
  if (!/^[\x21-\x7e]{1,64}$/.test(username)) return 'Use up to 64 ASCII letters, digits and signs, without blanks.';
  return null;
}
