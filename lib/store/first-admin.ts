import { randomBytes, timingSafeEqual } from 'node:crypto';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { Database } from './database';

/** Printed at start; a new one each time. */
export interface SetupToken {
  readonly text: string;
  /** Compares in constant time. */
  matches(given: string): boolean;
}

export function createSetupToken(): SetupToken {
  const text = randomBytes(18).toString('base64url');
  return {
    text,
    matches: (given) => {
      const [a, b] = [Buffer.from(text), Buffer.from(given)];
      return a.length === b.length && timingSafeEqual(a, b);
    },
  };
}

export async function isSetUp(database: Database): Promise<boolean> {
  return (await database.setup.count()) > 0;
}

/**
 * Makes the first admin. The row with the fixed id 1 goes in first: of two callers at once exactly one wins,
 * the other gets GroundcrewError `conflict`.
 */
export async function createFirstAdmin(database: Database, { name, passwordHash }: { name: string; passwordHash: string }): Promise<void> {
  const userId = newId();
  try {
    await database.$transaction([
      database.setup.create({ data: { id: 1 } }),
      database.user.create({ data: { id: userId, name, email: `${userId}@groundcrew.invalid`, emailVerified: true, username: name, displayUsername: name, role: 'admin' } }),
      database.account.create({ data: { id: newId(), accountId: userId, providerId: 'credential', userId, password: passwordHash } }),
    ]);
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'P2002') throw cause;
    throw alreadySetUp(cause);
  }
}

export function alreadySetUp(cause?: unknown): GroundcrewError {
  return new GroundcrewError({ code: 'conflict', reason: 'setup.done', message: 'This console has an admin already.', remedy: 'Sign in. If the password is lost, the sign-in page says how to set a new one.', cause });
}
