import crypto, { type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll } from 'vitest';

type Scrypt = (password: string, salt: Buffer, length: number, options: ScryptOptions, done: (error: Error | null, key: Buffer) => void) => void;

/** While the tests of this file run, node:crypto's own scrypt is another one, for whatever is in this process. */
function replaceScrypt(other: (real: Scrypt) => Scrypt): void {
  const { scrypt } = crypto;
  const put = (by: typeof scrypt) => {
    crypto.scrypt = by;
    syncBuiltinESMExports();
  };
  beforeAll(() => put(other(scrypt as Scrypt) as typeof scrypt));
  afterAll(() => put(scrypt));
}

/** Half a second of a processor for each passphrase is what protects a backup, and nothing that these tests judge: 1 MB of memory does here. No other process can open what is written so. */
export const cheapenScrypt = (): void => replaceScrypt((real) => (password, salt, length, options, done) => real(password, salt, length, { ...options, N: 2 ** 10 }, done));

/** What was reckoned once with the same passphrase, salt and cost is known. */
export function rememberScrypt(): void {
  const known = new Map<string, Buffer>();
  replaceScrypt((real) => (password, salt, length, options, done) => {
    const asked = JSON.stringify([password, salt.toString('base64'), length, options]);
    const key = known.get(asked);
    if (key) return void setImmediate(done, null, key);
    real(password, salt, length, options, (error, made) => {
      if (!error) known.set(asked, made);
      done(error, made);
    });
  });
}
