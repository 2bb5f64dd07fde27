import type { Implementations } from './types';
import { changePassword } from './session-change-password';
import { me } from './session-me';
import { setup } from './session-setup';
import { signIn } from './session-sign-in';
import { signOut } from './session-sign-out';
import { signOutEverywhere } from './session-sign-out-everywhere';

/** Every verb and its file. Partial until all verbs of 0.1 exist; a missing one answers with code `internal`. */
export const implementations: Partial<Implementations> = {
  'session.me': me,
  'session.setup': setup,
  'session.sign-in': signIn,
  'session.sign-out': signOut,
  'session.sign-out-everywhere': signOutEverywhere,
  'session.change-password': changePassword,
};
