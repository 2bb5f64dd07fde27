import { secret, type Secret } from '@/lib/core/secret';
import { hoconText, isHoconObject, readHocon, type HoconValue } from './hocon';

/**
 * The content of apiserver.conf with one fixed user, in the guide's shape (installing/4), as HOCON.
 * ClearML reads it with pyhocon; every printable ASCII character comes back from there (tested against 0.3.63).
 * `canBeAdmin`: Enterprise knows the key `admin`; the open-source server stops at a key that it does not know.
 */
export function writeApiserverConf({ username, password, name, canBeAdmin }: { username: string; password: Secret; name: string; canBeAdmin: boolean }): Secret {
  const admin = canBeAdmin ? ', admin: true' : '';
  return secret(`auth {
  fixed_users {
    enabled: true
    users: [
      {username: ${hoconText(username)}, password: ${hoconText(password.reveal())}${admin}, name: ${hoconText(name)}}
    ]
  }
}
`);
}

/**
 * User names under auth.fixed_users of an apiserver.conf found on a server; [] when it names none,
 * null when it can't be read for certain (includes, substitutions, bad syntax). Hostile text is fine.
 */
export function readFixedUsers(text: string): readonly string[] | null {
  const users = readHocon(text, ['auth', 'fixed_users', 'users']);
  if (users === undefined) return [];
  if (!Array.isArray(users)) return null;
  const names: string[] = [];
  for (const user of users as readonly HoconValue[]) {
    const name = isHoconObject(user) ? user.get('username') : undefined;
    if (typeof name !== 'string') return null;
    names.push(name);
  }
  return names;
}
