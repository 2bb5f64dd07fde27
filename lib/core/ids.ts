const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's base 32: no i, l, o, u

/** A random identifier of 20 characters (100 bits): safe in a URL, a file name and a systemd unit name. */
export function newId(random: (size: number) => Uint8Array = (size) => crypto.getRandomValues(new Uint8Array(size))): string {
  return Array.from(random(20), (byte) => alphabet[byte % 32]).join('');
}

export const idPattern = /^[0-9a-hjkmnp-tv-z]{20}$/;
