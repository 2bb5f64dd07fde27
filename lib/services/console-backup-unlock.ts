import { seconds } from '@/lib/core/units';
import { confirmPassword } from './confirm-password';
import type { Context, Implementation, Resources } from './types';

/** For whoever has just typed the password, a moment is enough. */
const longest = seconds(30);
/** By session: the one file that it may fetch, and until when. In memory alone: nothing of it stands in an address or a log. */
const unlocked = new WeakMap<Resources, Map<string, { readonly file: string; readonly until: number }>>();
const of = (resources: Resources) => unlocked.get(resources) ?? unlocked.set(resources, new Map()).get(resources)!;

/** A backup of the console holds every password that it knows, though encrypted: a borrowed session is not enough (T-BKP-1). */
export const unlockConsoleBackup: Implementation<'console-backup.unlock'> = async (context, { file, password }) => {
  const { resources, sessionId, clock } = context;
  context.auditNote = file;
  await confirmPassword(context, password);
  if (sessionId !== null) of(resources).set(sessionId, { file, until: clock.now() + longest });
  return {};
};

/** Whether this session may fetch that file now. True once for each time that the password was typed. */
export function takeUnlocked({ resources, sessionId, clock }: Pick<Context, 'resources' | 'sessionId' | 'clock'>, file: string): boolean {
  const found = sessionId === null ? undefined : of(resources).get(sessionId);
  if (sessionId === null || found?.file !== file) return false;
  of(resources).delete(sessionId);
  return clock.now() <= found.until;
}
