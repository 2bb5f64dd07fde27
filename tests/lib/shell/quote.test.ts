import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { ask, install, sudo } from '@/lib/shell/command';
import { quote, quoteAll } from '@/lib/shell/quote';
import { renderForAttempt } from '@/lib/shell/render';
import { renderForHand } from '@/lib/shell/render-for-hand';
import { program } from '@/lib/ssh/program';

let folder: string;
let canary: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'quote-'));
  canary = path.join(folder, 'canary');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (shell: string, text: string) => execFileSync(shell, [], { input: text, cwd: folder, maxBuffer: 64e6, stdio: ['pipe', 'pipe', 'ignore'] }).toString('utf8');

const attacks = () => [
  "'", '"', '; ', '; touch canary #', '$(touch canary)', '`touch canary`', '&& touch canary', '| touch canary', '\ntouch canary\n', '\r\ntouch canary',
  '-x', '--opt', '*', '~', '{a,b}', "$'\\x41'", '“quotes”', "'; touch canary; '", "'\\''; touch canary; '\\''", '\\', '\\n', '!!', '%s%n', '', ' ', '\t', '\u2028', '${IFS}', 'é', '🦜', '#', '=', '<canary', '>canary', ')', '}', 'fi', 'EOF',
];
const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...attacks()), fc.array(fc.constantFrom(...attacks()), { maxLength: 5 }).map((parts) => parts.join('')))
  .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));

describe('T-SH-1: words through a real shell', () => {
  for (const shell of ['/bin/sh', '/bin/bash']) {
    it(`${shell}: any words arrive byte by byte, and nothing of them is executed`, () => {
      fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const out = run(shell, `printf '%s\\0' ${quoteAll(words)}\n`);
        expect(out.split('\0').slice(0, -1)).toEqual(words);
        expect(existsSync(canary)).toBe(false);
      }), { numRuns: 40 });
    });
  }

  it('a program gets its parameters whole, with nothing before its last line executed', () => {
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      const text = program(`printf '%s\\0' "$@"`, words);
      expect(run('/bin/sh', text).split('\0').slice(0, -1)).toEqual(words);
    }), { numRuns: 40 });
  });

  it('a program that was cut anywhere does nothing', () => {
    const text = program('touch canary', ['one', "tw'o"]);
    const end = text.length - 'exit\nfi\n'.length;
    // Every place in the last line with its parameters, and some of those before it.
    for (let length = 0; length < end; length += length < end - 60 ? 9 : 1) {
      try {
        run('/bin/sh', text.slice(0, length));
      } catch { /* a syntax error is what we want */ }
      expect(existsSync(canary), `cut at ${length}`).toBe(false);
    }
    run('/bin/sh', text);
    expect(existsSync(canary)).toBe(true);
  });

  it('every kind of command, in an attempt and by hand, quotes each of its fields', () => {
    const functions = `begin() { :; }\nfail() { exit 1; }\nas_root() { cat >/dev/null; printf '%s\\0' "$@"; }\nas_login() { as_root "$@"; }\nput() { printf '%s\\0' "$@"; cat; printf '\\0'; }\n`;
    fc.assert(fc.property(word, word, word, (one, two, three) => {
      const commands = [sudo([`/x${one}`.replaceAll('=', ''), two], { cwd: three, env: { A: one }, stdin: two }), ask(['echo', three]), install(two, three, { owner: 'root:root' })];
      const expected = ['env', '-C', three, `A=${one}`, `/x${one}`.replaceAll('=', ''), two, 'echo', three, two];
      const attempt = run('/bin/sh', functions + commands.map(renderForAttempt).join(''));
      expect(attempt.split('\0').filter((_, index) => index < 9)).toEqual(expected);
      expect(attempt.endsWith(`root:root\0${three}\0`)).toBe(true);
      const byHand = renderForHand([{ title: one, comments: [two], commands }], { title: three, login: one, server: two, machine: three });
      const body = byHand.slice(byHand.indexOf('\n# --- '));
      expect(run('/bin/bash', functions + body)).toBe(attempt);
      expect(existsSync(canary)).toBe(false);
    }), { numRuns: 40 });
  });

  it('refuses NUL and half a surrogate pair', () => {
    expect(() => quote('a\0b')).toThrow('NUL');
    expect(() => quote('a\ud83d')).toThrow('surrogate');
  });
});

describe('T-SEC-1: no secret is rendered', () => {
  it('neither into an attempt nor into the script by hand', () => {
    const commands = [sudo(['docker', 'login'], { stdin: secret('canary-secret') }), install('/etc/x', secret('canary-secret'))];
    expect(commands.map(renderForAttempt).join('')).not.toContain('canary-secret');
    expect(renderForHand([{ title: 't', comments: [], commands }], { title: 't', login: 'ops', server: 'a', machine: null })).not.toContain('canary-secret');
  });
});
