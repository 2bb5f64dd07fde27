import { verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { username } from 'better-auth/plugins/username';
import { userName } from '@/lib/contract/session';
import type { Database } from './database';
import type { Encryption } from './encryption';
import { hashPassword } from './password-hash';

export interface SignedIn {
  readonly sessionId: string;
  readonly user: { readonly id: string; readonly name: string };
}

/** The auth library behind the calls that this console needs. None of its HTTP routes is mounted (docs/adr/0001). */
export interface Auth {
  /** Who the Cookie header belongs to; null for nobody. With `setCookies` a session that is used lives on. */
  session(cookie: string, setCookies?: string[]): Promise<SignedIn | null>;
  /** null: the name or the password is wrong. Adds the session's cookie. */
  signIn(name: string, password: string, setCookies: string[]): Promise<SignedIn | null>;
  signOut(cookie: string, setCookies: string[]): Promise<void>;
  /** Ends all sessions of the cookie's user. */
  signOutEverywhere(cookie: string, setCookies: string[]): Promise<void>;
  /** Whether this is the user's password. Neither begins nor ends a session. */
  isPassword(userId: string, password: string): Promise<boolean>;
  /** False: the current password is wrong. Ends all sessions and adds the cookie of a new one. */
  changePassword(cookie: string, passwords: { current: string; next: string }, setCookies: string[]): Promise<boolean>;
}

export interface AuthOptions {
  readonly database: Database;
  readonly encryption: Encryption;
  /** The console's own origin. */
  readonly origin: string;
  readonly onSessionEnded: (sessionId: string) => void;
}

const day = 24 * 60 * 60; // seconds

/** Built by server.ts, not at import: `next build` imports routes and has neither key nor database. */
export function createAuth(options: AuthOptions): Auth {
  const { api } = build(options);
  const headers = (cookie: string) => new Headers({ cookie });
  return {
    session: async (cookie, setCookies) => {
      if (!cookie) return null;
      const answer = await api.getSession({ headers: headers(cookie), query: { disableRefresh: !setCookies }, returnHeaders: true });
      setCookies?.push(...answer.headers.getSetCookie());
      return answer.response ? { sessionId: answer.response.session.id, user: { id: answer.response.user.id, name: answer.response.user.name } } : null;
    },
    signIn: async (name, password, setCookies) => {
      const answer = await unlessRefused(() => api.signInUsername({ body: { username: name, password }, returnHeaders: true }));
      const response = answer?.response;
      if (!answer || !response) return null;
      setCookies.push(...answer.headers.getSetCookie());
      const session = await options.database.session.findUniqueOrThrow({ where: { token: response.token } });
      return { sessionId: session.id, user: { id: response.user.id, name: response.user.name } };
    },
    signOut: async (cookie, setCookies) => {
      setCookies.push(...(await api.signOut({ headers: headers(cookie), returnHeaders: true })).headers.getSetCookie());
    },
    signOutEverywhere: async (cookie, setCookies) => {
      await api.revokeSessions({ headers: headers(cookie) });
      setCookies.push(...(await api.signOut({ headers: headers(cookie), returnHeaders: true })).headers.getSetCookie());
    },
    isPassword: async (userId, password) => {
      const account = await options.database.account.findFirst({ where: { userId, providerId: 'credential' }, select: { password: true } });
      return account?.password ? verify(account.password, password) : false;
    },
    changePassword: async (cookie, { current, next }, setCookies) => {
      const answer = await unlessRefused(() => api.changePassword({ headers: headers(cookie), body: { currentPassword: current, newPassword: next, revokeOtherSessions: true }, returnHeaders: true }));
      if (answer) setCookies.push(...answer.headers.getSetCookie());
      return answer !== null;
    },
  };
}

function build({ database, encryption, origin, onSessionEnded }: AuthOptions) {
  return betterAuth({
    appName: 'Groundcrew',
    baseURL: origin,
    trustedOrigins: [origin],
    secret: encryption.derive('sessions').reveal(),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: prismaAdapter(database, { provider: 'sqlite', transaction: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128, password: { hash: hashPassword, verify: ({ hash: stored, password }) => verify(stored, password) } },
    session: { expiresIn: 7 * day, updateAge: day },
    rateLimit: { enabled: false }, // sign-in-throttle.ts counts by account and by address
    advanced: { cookiePrefix: 'groundcrew', useSecureCookies: origin.startsWith('https:'), defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' } },
    databaseHooks: { session: { delete: { after: (session) => Promise.resolve(onSessionEnded(session.id)) } } },
    plugins: [username({ minUsernameLength: 1, maxUsernameLength: 32, usernameValidator: (name) => userName.safeParse(name).success })],
  });
}

/** The library answers a wrong name or password with an APIError of status 400, 401 or 422. */
async function unlessRefused<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    const code = (error as { statusCode?: number }).statusCode;
    if (code === 400 || code === 401 || code === 422) return null;
    throw error;
  }
}
