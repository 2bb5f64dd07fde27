import type { Secret } from '@/lib/core/secret';

/** The content of apiserver.conf with one fixed user, in the guide's shape, as HOCON. */
export function writeApiserverConf(_user: { username: string; password: Secret; name: string }): Secret {
  throw new Error('being written');
}

/** User names under auth.fixed_users of an apiserver.conf found on a server; null when it can't be read. */
export function readFixedUsers(_text: string): readonly string[] | null {
  throw new Error('being written');
}

/** Why this can't be the support user's password, or null. Says nothing of its strength. */
export function supportPasswordProblem(_password: string): string | null {
  throw new Error('being written');
}

/** Why this can't be a fixed user's name, or null. */
export function fixedUserNameProblem(_username: string): string | null {
  throw new Error('being written');
}
