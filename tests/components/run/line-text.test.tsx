import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { plainText, segmentsOf } from '@/components/run/line-text';

const esc = '\u001b';

describe('T-XSS-1: a line of output is inert text', () => {
  it('keeps markup as text', () => {
    expect(segmentsOf('<img src=x onerror=alert(1)>')).toEqual([{ text: '<img src=x onerror=alert(1)>', colour: null, looks: [], mark: false }]);
  });
  it('turns colours into token names and nothing else', () => {
    const pieces = segmentsOf(`${esc}[31mred${esc}[0m ${esc}[1;38;5;12mblue${esc}[0m ${esc}[38;2;1;2;3mtrue${esc}[0m`);
    expect(pieces.map(({ text, colour, looks }) => [text, colour, looks.join()])).toEqual([
      ['red', 'red', ''], [' ', null, ''], ['blue', 'bright-blue', 'bold'], [' ', null, ''], ['true', null, ''],
    ]);
  });
  it.each([
    ['a link keeps its text and loses its target', `${esc}]8;;http://evil.example\u0007click${esc}]8;;\u0007`, '⟨OSC 8⟩click⟨OSC 8⟩'],
    ['the clipboard is not written', `${esc}]52;c;cm0gLXJmIC8=${esc}\\done`, '⟨OSC 52⟩done'],
    ['the title is not set', `${esc}]0;owned\u0007x`, '⟨OSC 0⟩x'],
    ['a sequence without an end hides nothing', `${esc}]8;;text that goes on`, '␛]8;;text that goes on'],
    ['a device control string is marked', `${esc}P+q544e${esc}\\x`, '⟨DCS⟩x'],
    ['the cursor does not move and nothing is erased', `safe${esc}[2K${esc}[1Aother`, 'safeother'],
    ['reordering characters are shown', 'a\u202Egpj.exe', 'a⟨U+202E⟩gpj.exe'],
    ['characters without width are shown', 'pay\u200Bpal', 'pay⟨U+200B⟩pal'],
    ['tag characters are shown', 'a\u{E0041}', 'a⟨U+E0041⟩'],
    ['control characters are shown', 'a\u0000b\u0008c\u007Fd\u0085', 'a␀b␈c␡d⟨U+0085⟩'],
    ['a tab stays', 'a\tb', 'a\tb'],
    ['overwritten states are counted', '10 %\r55 %\r100 %', '↺2 100 %'],
    ['a carriage return before the line feed is no state', 'dos\r', 'dos'],
    ['our own fences are marked', '\uF8F0x\uF8F1', '⟨U+F8F0⟩x⟨U+F8F1⟩'],
    ['concealed text is readable', `${esc}[8mhidden${esc}[0m`, 'hidden'],
  ])('%s', (_name, line, shown) => expect(plainText(line)).toBe(shown));

  it('never lets an active character through', () => {
    const nasty = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(esc, `${esc}]`, `${esc}[`, '\u009b', '\u0007', '\u202e', '\r', '\uF8F0', '[31m', ';', 'm')), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(nasty, (line) => {
      expect(plainText(line)).not.toMatch(/[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200E\u200F\uF8F0\uF8F1]/);
    }), { numRuns: 500 });
  });
});
