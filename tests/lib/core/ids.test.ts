import { expect, it } from 'vitest';
import { idPattern, newId } from '@/lib/core/ids';

it('makes identifiers that fit their pattern, from the randomness it is given', () => {
  expect(newId(() => new Uint8Array(20).map((_, index) => index))).toBe('0123456789abcdefghjk');
  expect(newId()).toMatch(idPattern);
});
it.each(['', 'short', '../../etc/passwd0000', "x';touch /tmp/pwn;'0", 'ABCDEFGHJKMNPQRSTVWX'])('refuses %j', (text) => expect(idPattern.test(text)).toBe(false));
