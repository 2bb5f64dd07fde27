import { expect, it } from 'vitest';
import fc from 'fast-check';
import { attachment } from '@/lib/services/http/attachment';

const named = (header: string) => decodeURIComponent(/^attachment; filename="[^"]*"; filename\*=UTF-8''(.*)$/s.exec(header)?.[1] ?? '');

it.each([
  ['model.pkl', 'model.pkl'], ['Möbel 1.csv', 'Möbel 1.csv'], ['.bashrc', '_bashrc'], ['...', '_'], [' x ', '_x_'], ['a/b\\c:d', 'a_b_c_d'], ['x\r\nset-cookie: a=b', 'x__set-cookie_ a=b'],
  ['photo\u202egpj.exe', 'photo_gpj.exe'], ['%2e%2e', '_2e_2e'], ['', 'file'], ['x\ud800y', 'x_y'], [`${'ä'.repeat(300)}.tar`, `${'ä'.repeat(98)}.tar`],
])('%j is saved as %j', (name, saved) => expect(named(attachment(name))).toBe(saved));

it('T-BKP-3: is a header whatever the name is, and leads to no other folder', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
    const header = attachment(name);
    expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[A-Za-z0-9._~!%-]+$/);
    expect(named(header)).toMatch(/^[^./\\\p{C}][^/\\\p{C}]*$/u);
    expect(Buffer.byteLength(named(header))).toBeLessThanOrEqual(200);
  }));
});
