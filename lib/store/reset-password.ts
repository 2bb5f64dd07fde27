import { GroundcrewError } from '@/lib/core/errors';
import { appendAudit } from './audit';
import type { Database } from './database';
import { hashPassword } from './password-hash';

/**
 * The way back in for who has the machine: a new password, all sessions of the user ended, every pause of the sign-in
 * lifted, so that a stranger's tries cannot keep the admin out.
 */
export async function resetPassword(database: Database, { name, password, now }: { name: string; password: string; now: number }): Promise<void> {
  const user = await database.user.findUnique({ where: { username: name } });
  if (!user) {
    const names = (await database.user.findMany({ select: { username: true } })).map((each) => each.username);
    throw new GroundcrewError({ code: 'not_found', reason: 'user', message: `There is no user "${name}".`, remedy: names.length > 0 ? `There is: ${names.join(', ')}.` : 'Nobody was set up yet: start the console and use the set-up token.' });
  }
  const hash = await hashPassword(password);
  await database.$transaction([
    database.account.updateMany({ where: { userId: user.id, providerId: 'credential' }, data: { password: hash } }),
    database.session.deleteMany({ where: { userId: user.id } }),
    database.signInFailure.deleteMany({}),
  ]);
  await appendAudit(database, { actor: 'the machine of the console', verb: 'admin.reset-password', serverName: null, sentence: `reset the password of ${name}`, outcome: 'ok' }, now);
}
