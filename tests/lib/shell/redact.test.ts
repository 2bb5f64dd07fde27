import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { LogReader } from '@/lib/shell/log-reader';
import { createRedactor } from '@/lib/shell/redact';

const value = `p'a"s$s\\w<o>r&d é/+ x`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A secret as the world may print it. */
const printed: Record<string, string> = {
  raw: value,
  'base64 alone': base64(value).replace(/=+$/, ''),
  'base64 after one byte': base64(`a${value}zz`),
  'base64 after two bytes': base64(`ab${value}zz`),
  'basic authentication': base64(`groundcrew:${value}`),
  'base64url': Buffer.from(`ab${value}`).toString('base64url'),
  'URL': encodeURIComponent(value),
  'URL, lower case': encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase()),
  'form': new URLSearchParams({ a: value }).toString(),
  'JSON': JSON.stringify({ password: value }),
  'JSON of Go': JSON.stringify(value).replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026'),
  'JSON in JSON': JSON.stringify(JSON.stringify(value)),
  'single quotes of a shell': `'${value.replaceAll("'", `'\\''`)}'`,
  'double quotes of a shell': `"${value.replace(/[$`"\\]/g, '\\$&')}"`,
  'compose': value.replaceAll('$', '$$$$'),
};
/** What must be gone: the middle of each form, which neither quoting nor alignment changes at its ends. */
const core = (text: string) => text.slice(Math.floor(text.length / 3), Math.floor(text.length / 3) + 8);

describe('T-SEC-1: forms of a secret', () => {
  for (const [form, text] of Object.entries(printed)) {
    it(form, () => {
      const shown = createRedactor([secret(value)]).redact(`before ${text} after`);
      expect(shown).toContain('••••••');
      expect(shown).not.toContain(core(text));
      expect(shown).toMatch(/^before .* after$/);
    });
  }

  it('a multi-line secret goes line by line', () => {
    const key = '-----BEGIN KEY-----\nAAAAB3NzaC1yc2E\nQUJDREVGRw\n-----END KEY-----\n';
    const shown = createRedactor([secret(key)]).redact('x AAAAB3NzaC1yc2E y\nQUJDREVGRw\n');
    expect(shown).toBe('x •••••• y\n••••••\n');
  });

  it('overlapping secrets leave nothing of either', () => {
    expect(createRedactor([secret('abcdef'), secret('defghi')]).redact('-abcdefghi-')).toBe('-••••••-');
    expect(createRedactor([secret('bcde'), secret('abcdef')]).redact('-abcdef-bcde-')).toBe('-••••••-••••••-');
    expect(createRedactor([secret('aaaa')]).redact('a'.repeat(100_000))).toBe('••••••');
  });
});

describe('T-SEC-2: secrets across chunks', () => {
  it('split at every boundary, the result is the same', () => {
    const redactor = createRedactor([secret(value), secret('sécret-🦜-two'), secret('eeeef')]);
    const text = `a ${value} b ${base64(`u:${value}`)} sécret-🦜-two eeeeeef ${JSON.stringify(value)} p'a"s end`;
    const whole = redactor.redact(text);
    for (let at = 0; at <= text.length; at++) {
      expect(redactor.write(text.slice(0, at)) + redactor.write(text.slice(at)) + redactor.flush(), `split at ${at}`).toBe(whole);
    }
    const single = [...text].map((character) => redactor.write(character)).join('') + redactor.flush();
    expect(single).toBe(whole);
  });

  it('any texts in any chunks', () => {
    const alphabet = fc.constantFrom('a', 'b', 'c');
    fc.assert(fc.property(fc.array(fc.string({ unit: alphabet, minLength: 4, maxLength: 7 }), { minLength: 1, maxLength: 4 }), fc.array(fc.string({ unit: alphabet, maxLength: 9 })), (secrets, chunks) => {
      const redactor = createRedactor(secrets.map(secret));
      const shown = chunks.map((chunk) => redactor.write(chunk)).join('') + redactor.flush();
      expect(shown).toBe(redactor.redact(chunks.join('')));
      for (const each of secrets) expect(shown).not.toContain(each);
    }));
  });

  it('holds back only the beginning of a secret, counted in bytes', () => {
    const redactor = createRedactor([secret('pässword')]);
    expect(redactor.write('hello ')).toBe('hello ');
    expect(redactor.heldBack).toBe(0);
    expect(redactor.write('pä')).toBe('');
    expect(redactor.heldBack).toBe(3);
    expect(redactor.write('x')).toBe('päx');
    expect(redactor.write('pässwor')).toBe('');
    expect(redactor.flush()).toBe('pässwor');
  });

  it('a secret over the seam of a split line', () => {
    const line = `${'x'.repeat(16 * 1024 - 5)}the-secret${'y'.repeat(50)}\nnext\n`;
    const reader = new LogReader(createRedactor([secret('the-secret')]), 1000);
    const lines = reader.write(Buffer.from(line));
    expect(lines.map(({ text }) => text).join('')).toBe(`${'x'.repeat(16 * 1024 - 5)}••••••${'y'.repeat(50)}next`);
    // The stored offset lies before the secret's beginning, so that reading again from there finds it.
    expect(lines[0]?.end).toBe(1000 + 16 * 1024 - 5);
    expect(lines.at(-1)?.end).toBe(1000 + line.length);
  });
});

describe('T-SEC-3: short secrets', () => {
  it('of 1 to 3 characters are named, not hidden', () => {
    const short = secret('abc');
    const redactor = createRedactor([short, secret(''), secret('long-enough')]);
    expect(redactor.redact('abc long-enough')).toBe('abc ••••••');
    expect(redactor.tooShort).toEqual([short]);
  });
});
