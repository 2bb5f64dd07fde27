import * as z from 'zod';

export const userName = z.string().trim().toLowerCase().regex(/^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/, 'Use 1 to 32 letters, digits, ".", "_" or "-".');
/** NIST SP 800-63B: length matters, composition rules do not. */
export const password = z.string().min(12, 'Use at least 12 characters.').max(128, 'Use at most 128 characters.');

export const me = z.object({
  signedIn: z.boolean(),
  /** False until the first admin exists: go to /setup. */
  isSetUp: z.boolean(),
  /** What sets a new password for somebody who lost it, to be run where the console runs. */
  resetCommand: z.string(),
  user: z.object({ id: z.string(), name: z.string(), role: z.enum(['admin']) }).nullable(),
});
export type Me = z.infer<typeof me>;

export const setupInput = z.object({ token: z.string().trim().min(1, 'Paste the token that the console printed at its start.').max(200), name: userName, password });
export const signInInput = z.object({ name: userName, password: z.string().min(1, 'Enter your password.').max(128) });
export const changePasswordInput = z.object({ current: z.string().min(1, 'Enter your current password.').max(128), next: password });
