import { hash } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, 2 passes), as OWASP's password storage page advises. Apart from auth.ts: a command that sets a password loads no sign-in. */
export const hashPassword = (password: string): Promise<string> => hash(password);
