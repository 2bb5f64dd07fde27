import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { editEnv } from '@/lib/guide/materials/env-edit';
import { parseEnv } from '@/lib/guide/materials/env-file';
import { quoteEnvValue } from '@/lib/guide/materials/env-quote';
import { readCases } from './cases';

vi.setConfig({ testTimeout: 60_000 });

const refusing = ['syntax', 'quote-open', 'template-invalid'];

describe('parseEnv reads as docker compose does', () => {
  it.each(readCases<{ cases: { name: string; text: string; values: Record<string, string> | null }[] }>('env-files').cases)('$name', ({ text, values }) => {
    const file = parseEnv(text);
    const isRefused = file.problems.some((problem) => refusing.includes(problem.rule));
    expect(isRefused || /:\?/.test(text)).toBe(values === null);
    if (values) expect(Object.fromEntries([...file.values].filter(([name]) => /^[ABC]$/.test(name)))).toEqual(values);
  });
});

describe('T-SH-7 a value survives the round trip', () => {
  const { cases } = readCases<{ cases: { value: string; written: string }[] }>('env-values');

  it.each(cases)('$value', ({ value, written }) => {
    // `written` was read back as `value` by Docker Compose itself.
    expect(quoteEnvValue(value)).toBe(written);
    expect(parseEnv(`A=${written}\n`).values.get('A')).toBe(value);
  });

  it('is the same in a shell that sources the file, and never runs anything', () => {
    const safe = cases.filter(({ value, written }) => !(written.startsWith('"') && value.includes('`')));
    const file = cases.map(({ written }, index) => `V${index}=${written}\n`).join('');
    const show = cases.map((_, index) => `printf '%s\\0' "$V${index}"`).join('\n');
    const shown = execFileSync('/bin/sh', ['-eu'], { input: file + show, cwd: '/', env: { ...process.env, PATH: '/nowhere' } }).toString().split('\0');
    for (const [index, entry] of cases.entries()) if (safe.includes(entry)) expect(shown[index]).toBe(entry.value);
    expect(safe.length).toBeGreaterThan(cases.length - 5);
  });
});

const bits = fc.constantFrom('a', 'é', ' ', '$', '$$', '${A}', '${', '#', ' #', '\\', "'", '"', '`', '\n', '\t', '=', '\\n', '\r\n', '💧', '}', '!', '\u00a0');
const value = fc.oneof(fc.array(bits, { maxLength: 12 }).map((parts) => parts.join('')), fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')));
const name = fc.constantFrom('A', 'B', 'C_1', 'long_Name');
const line = fc.oneof(
  fc.tuple(fc.constantFrom('', 'export ', '  '), name, value, fc.boolean(), fc.constantFrom('', ' # note', '  ')).map(([head, key, text, bare, tail]) => `${head}${key}=${quoteEnvValue(text, { bare })}${tail}`),
  fc.constantFrom('', '# comment', '  ', 'A=plain words # why', 'B=', 'X: 1', "A='1' B=\"2\"", 'bare', 'D=$A-${B:-none}'),
);
const file = fc.tuple(fc.constantFrom('', '\uFEFF'), fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([mark, lines, eol, ends]) => mark + lines.join(eol) + (ends && lines.length > 0 ? eol : ''));

describe('editEnv', () => {
  it('changes only the edited variable and reads back the value', () => {
    fc.assert(
      fc.property(file, name, value, (text, key, wanted) => {
        const before = parseEnv(text);
        const edited = editEnv(text, [{ name: key, value: wanted }]);
        const after = parseEnv(edited);
        expect(after.values.get(key)).toBe(wanted);
        const last = before.entries.findLast((entry) => entry.name === key);
        if (before.values.get(key) === wanted) expect(edited).toBe(text);
        else if (last) {
          expect(edited.startsWith(text.slice(0, last.valueStart))).toBe(true);
          expect(edited.endsWith(text.slice(last.end))).toBe(true);
        } else expect(edited.startsWith(text)).toBe(true);
        expect(after.entries.map((entry) => entry.name).slice(0, before.entries.length)).toEqual(before.entries.map((entry) => entry.name));
      }),
      { numRuns: 500 },
    );
  });

  it('removes a variable and leaves every other one as it was written', () => {
    fc.assert(
      fc.property(file, name, (text, key) => {
        const after = parseEnv(editEnv(text, [{ name: key, value: null }]));
        expect(after.values.has(key)).toBe(false);
        expect(after.entries.map((entry) => entry.raw)).toEqual(parseEnv(text).entries.filter((entry) => entry.name !== key).map((entry) => entry.raw));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps an inline comment, line ends and a missing last line end', () => {
    expect(editEnv('A=1 # one\r\nB=2', [{ name: 'A', value: 'x y' }, { name: 'C', value: '3' }])).toBe("A='x y' # one\r\nB=2\r\nC=3\r\n");
  });

  it('does not glue a new value to what follows a quoted one', () => {
    expect(editEnv('A="1" B=2\n', [{ name: 'A', value: '3' }])).toBe("A='3' B=2\n");
  });

  it.each([['1A', 'x'], ['A B', 'x'], ['A', 'x\0y'], ['A', '\ud800']])('refuses %j = %j', (key, text) => {
    expect(() => editEnv('A=1\n', [{ name: key, value: text }])).toThrow(expect.objectContaining({ code: 'invalid_input', field: key }));
  });
});
