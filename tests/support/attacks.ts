import fc from 'fast-check';

/** Texts that would make the file `canary` if a shell took any of them for more than a word. */
export function attacksOn(canary: string): string[] {
  const touch = `touch ${canary}`;
  return [
    `'; ${touch}; '`, `"; ${touch}; "`, `; ${touch} #`, `$(${touch})`, `\`${touch}\``, `&& ${touch}`, `| ${touch}`, `\n${touch}\n`, `\r\n${touch}\r\n`, `'\\''; ${touch}; '\\''`, `\${IFS}$(${touch})`, `x';$(${touch})\`${touch}\`\n${touch} #"`,
    "'", '"', '-x', '--opt=1', '*', '~', '{a,b}', "$'\\x41'", '“quotes” é 🦜', '\\', '%s%n', '', ' ', '!!', '\u2028', ')', '}', 'fi', 'EOF', '<x', '>x',
  ];
}

/** One of them, several run together, or any text that a command can hold at all. */
export const hostileWord = (canary: string): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...attacksOn(canary)), fc.array(fc.constantFrom(...attacksOn(canary)), { maxLength: 4 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 30 }))
    .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));
