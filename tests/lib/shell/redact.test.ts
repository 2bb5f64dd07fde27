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

describe('T-SEC-1: base64 that is wrapped over lines', () => {
  const long = 'Tr0ub4dor-and-a-horse-0123456789';
  const wrap = (text: string, columns: number) => text.replace(new RegExp(`.{${columns}}`, 'g'), '$&\n');
  const inner = base64(`x${long}y`).slice(2, -4);

  it.each([64, 76])('at %i columns, wherever the secret begins', (columns) => {
    for (let before = 0; before < 120; before++) {
      const text = wrap(base64(`${'b'.repeat(before)}${long}${'e'.repeat(100)}`), columns);
      const redactor = createRedactor([secret(long)]);
      const shown = redactor.redact(text);
      expect(shown.split('\n'), text).toHaveLength(text.split('\n').length);
      expect(shown.replaceAll('\n', ''), text).toContain('••••••');
      // What is left of it in the text, its lines joined again: no more than the few characters before the end of a line.
      const left = shown.replaceAll('\n', '').split('••••••').flatMap((part) => [part.slice(0, 8), part.slice(-8)]).filter((part) => part.length === 8);
      for (const alignment of [0, 1, 2]) {
        const form = base64(`${'b'.repeat(alignment)}${long}`).slice(4, -4);
        for (const part of left) expect(form.includes(part), `${part} of ${text}`).toBe(false);
      }
      const single = [...text].map((character) => redactor.write(character)).join('') + redactor.flush();
      expect(single).toBe(shown);
      const reader = new LogReader(createRedactor([secret(long)]));
      const lines = [...reader.write(Buffer.from(text)), ...reader.flush()];
      expect(lines.map((line) => line.text).join('\n'), text).toBe(shown.replace(/\n$/, ''));
      expect(lines.at(-1)?.end).toBe(Buffer.byteLength(text));
    }
  });

  it('over many lines, a whole key', () => {
    const key = `-----BEGIN KEY-----\n${Array.from({ length: 20 }, (_, index) => base64(`line ${index} of a key that is long`)).join('\n')}\n-----END KEY-----\n`;
    const shown = createRedactor([secret(key)]).redact(`data: |\n${wrap(base64(key), 76)}\nafter\n`);
    expect(shown).toMatch(/^data: \|\n(?:•{6}\n){5,}•{6}[A-Za-z0-9+/=]{0,4}\nafter\n$/);
  });

  it('takes nothing from other lines, and holds none of them back', () => {
    const redactor = createRedactor([secret(long)]);
    const digests = `${'0123456789abcdef'.repeat(4)}\n${inner.slice(0, 10)}\n`;
    expect(redactor.write(digests)).toBe(digests);
    const line = `${'A'.repeat(64)}${inner.slice(0, 2)}\n`;
    expect(redactor.write(line)).toBe(line);
    expect(redactor.heldBack).toBe(0);
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
