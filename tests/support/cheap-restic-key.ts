import { spawnSync } from 'node:child_process';
import { createCipheriv, createHash, scryptSync } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [n, r, p] = [2, 8, 1];

/** From now on the repository in that directory of this machine opens at once, by the passphrase that it had. */
export function cheapenResticKey(directory: string, passphrase: string): void {
  const master = masterKey(directory, passphrase);
  const keys = path.join(directory, 'keys');
  for (const each of readdirSync(keys)) rmSync(path.join(keys, each));
  writeCheapKey(directory, passphrase, master);
}

/** What "restic cat masterkey" prints of the repository in that directory of this machine: no key file may be lost before it is known. */
export function masterKey(directory: string, passphrase: string): string {
  const { status, stdout, stderr } = spawnSync('restic', ['--no-cache', '--no-lock', '-r', directory, 'cat', 'masterkey'], { encoding: 'utf8', env: { ...process.env, RESTIC_PASSWORD: passphrase } });
  if (status !== 0) throw new Error(`The repository does not open: ${stderr}`);
  return stdout;
}

/** One more key of the repository that has this master key: the passphrase opens it at once. */
export function writeCheapKey(directory: string, passphrase: string, master: string): void {
  const { name, content } = cheapResticKey(passphrase, master);
  writeFileSync(path.join(directory, 'keys', name), content);
}

/**
 * A key file of a restic repository that opens at once instead of in half a second: the same passphrase, and a derivation that costs nothing
 * (restic, "Repository Format": Keys, Encryption and MAC). @param master what "restic cat masterkey" prints
 */
function cheapResticKey(passphrase: string, master: string): { readonly name: string; readonly content: string } {
  const salt = Buffer.alloc(64, 7);
  const derived = scryptSync(passphrase, salt, 64, { N: n, r, p });
  const nonce = Buffer.alloc(16, 9);
  const cipher = createCipheriv('aes-256-ctr', derived.subarray(0, 32), nonce);
  const hidden = Buffer.concat([cipher.update(JSON.stringify(JSON.parse(master))), cipher.final()]);
  const data = Buffer.concat([nonce, hidden, poly1305Aes(hidden, nonce, derived.subarray(32, 48), derived.subarray(48))]);
  const content = JSON.stringify({ created: '2026-01-01T00:00:00Z', username: 'test', hostname: 'test', kdf: 'scrypt', N: n, r, p, salt: salt.toString('base64'), data: data.toString('base64') });
  return { name: createHash('sha256').update(content).digest('hex'), content };
}

/** Daniel J. Bernstein, "The Poly1305-AES message-authentication code". */
function poly1305Aes(message: Buffer, nonce: Buffer, k: Buffer, r: Buffer): Buffer {
  const little = (bytes: Buffer) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const factor = little(r) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  const prime = (1n << 130n) - 5n;
  let sum = 0n;
  for (let at = 0; at < message.length; at += 16) sum = ((sum + little(Buffer.concat([message.subarray(at, at + 16), Buffer.from([1])]))) * factor) % prime;
  const aes = createCipheriv('aes-128-ecb', k, null);
  const pad = little(aes.update(nonce));
  return Buffer.from(((sum + pad) & ((1n << 128n) - 1n)).toString(16).padStart(32, '0'), 'hex').reverse();
}
