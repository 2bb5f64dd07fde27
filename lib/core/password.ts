const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** The largest multiple of 62 in a byte: larger bytes are thrown away, so that each character is equally likely. */
const limit = 256 - (256 % alphabet.length);

/** A random password of 24 letters and digits (142 bits). `random` gives that many random bytes. */
export function generatePassword(random: (size: number) => Uint8Array = (size) => crypto.getRandomValues(new Uint8Array(size))): string {
  let password = '';
  while (password.length < 24) {
    for (const byte of random(32)) {
      if (byte < limit && password.length < 24) password += alphabet.charAt(byte % alphabet.length);
    }
  }
  return password;
}
