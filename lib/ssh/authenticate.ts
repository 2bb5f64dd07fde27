import ssh2 from 'ssh2';
import type { AnyAuthMethod, AuthHandlerMiddleware, Prompt } from 'ssh2';
import type { GroundcrewError } from '@/lib/core/errors';
import { fail, printable } from './failures';
import { readKey } from './key';
import type { SshProfile } from './profile';

/** What ssh2 asks for the next method, and the failure to report once it gives up. */
export interface Authentication {
  readonly handler: AuthHandlerMiddleware;
  /** The reason why the login failed, as far as it is known. */
  failure(): GroundcrewError;
}

/**
 * Tries one method once. The methods are asked for first (`none` counts as no attempt in OpenSSH), so that a wrong
 * password is sent a single time, even where the server offers both `password` and `keyboard-interactive`.
 * @throws GroundcrewError when the key can't be read or there is no agent
 */
export function authentication(profile: SshProfile): Authentication {
  const { auth, login: username } = profile;
  const key = auth.kind === 'key' ? readKey(auth.privateKey.reveal(), auth.passphrase?.reveal() || null, profile) : null;
  if (auth.kind === 'agent' && !auth.socket) throw fail('login.agent-missing', profile);
  let known: GroundcrewError | null = null;
  let tried: 'none' | 'one' | null = null;

  function method(offered: readonly string[]): AnyAuthMethod | null {
    // The parsed key itself: parsing again would derive the passphrase's key a second time. The types know only text.
    if (key !== null) return { type: 'publickey', username, key: key as unknown as string };
    if (auth.kind === 'agent') return { type: 'agent', username, agent: auth.socket ?? '' };
    if (auth.kind !== 'password') return null;
    if (offered.includes('password')) return { type: 'password', username, password: auth.password.reveal() };
    if (offered.includes('keyboard-interactive')) return { type: 'keyboard-interactive', username, prompt: answerOnce(auth.password.reveal()) };
    known = fail('login.password-not-allowed', profile, { extra: offered.join(', ') });
    return null;
  }

  function answerOnce(password: string) {
    let isAnswered = false;
    return (_name: string, instructions: string, _lang: string, prompts: Prompt[], finish: (answers: string[]) => void) => {
      const text = [instructions, ...prompts.map(({ prompt }) => prompt)].join(' ');
      if (/expired|change your password|new password|\(current\)/i.test(text)) known = fail('login.password-expired', profile);
      else if (prompts.length > 1 || isAnswered) known ??= fail('login.more-asked', profile, { extra: printable(text) });
      if (known !== null) return finish([]);
      isAnswered = prompts.length > 0;
      finish(prompts.map(() => password));
    };
  }

  const handler: AuthHandlerMiddleware = (left, partial, next) => {
    const offered: readonly string[] = left ?? [];
    const goOn = (chosen: AnyAuthMethod | null) => next((chosen ?? false) as AnyAuthMethod);
    if (tried === null) {
      tried = 'none';
      return goOn({ type: 'none', username });
    }
    if (tried === 'none') {
      tried = 'one';
      return goOn(method(offered));
    }
    if (partial) known ??= fail('login.more-asked', profile, { extra: offered.join(', ') });
    return goOn(null);
  };
  const refused = { password: 'login.password-refused', key: 'login.key-refused', agent: 'login.agent-refused' } as const;
  return { handler, failure: () => known ?? fail(refused[auth.kind], profile) };
}

/** Whether `error` of ssh2 says that the login was refused or the agent failed. */
export function isLoginError(error: Error & { level?: string }): boolean {
  return error.level === 'client-authentication' || error.level === 'agent';
}

export const { Client } = ssh2;
