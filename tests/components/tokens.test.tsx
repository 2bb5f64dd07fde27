import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = readFileSync('app/globals.css', 'utf8');
const block = (selector: string) => css.slice(css.indexOf(`\n${selector} {`)).match(/\{([^}]*)\}/)?.[1] ?? '';
const tokensOf = (text: string) => Object.fromEntries([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]));
const light = tokensOf(block(':root'));
const themes = { light, dark: { ...light, ...tokensOf(block("[data-theme='dark']")) } };

/** WCAG 2.2 relative luminance and contrast. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (bright! + 0.05) / (dim! + 0.05);
}

const grounds = ['canvas', 'rail', 'surface', 'sunken', 'raised', 'hover', 'selected'];
const texts = ['ink', 'ink-soft', 'ink-faint', 'accent', 'good', 'warning', 'bad', 'unknown'];
const pairs = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...['good', 'warning', 'bad', 'unknown', 'accent'].flatMap((tone) => [[tone, `${tone}-soft`], ['ink', `${tone}-soft`], ['ink-soft', `${tone}-soft`]] as const),
  ['on-accent', 'accent'], ['on-accent', 'accent-hover'], ['on-bad', 'bad'], ['on-bad', 'bad-hover'], ['terminal-ink', 'terminal'], ['terminal-faint', 'terminal'],
] as const;

it.each(Object.entries(themes))('in the %s theme every text meets AA on every ground it stands on', (_, tokens) => {
  const low = pairs.map(([text, ground]) => ({ text, ground, contrast: contrast(tokens[text]!, tokens[ground]!) })).filter((pair) => pair.contrast < 4.5);
  expect(low).toEqual([]);
});

it.each(Object.entries(themes))('in the %s theme borders of controls and the focus ring can be seen', (_, tokens) => {
  for (const mark of ['line-strong', 'focus']) for (const ground of ['canvas', 'surface', 'raised']) expect(contrast(tokens[mark]!, tokens[ground]!), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
});

it.each(Object.entries(themes))('in the %s theme the lines of a chart can be seen', (_, tokens) => {
  for (const line of 'abcdef') for (const ground of ['canvas', 'surface']) expect(contrast(tokens[`chart-${line}`]!, tokens[ground]!), `chart-${line} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

it('no colour literal stands outside the one file', () => {
  const files = ['app', 'components'].flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`)).filter((file) => /\.(tsx?|css)$/.test(file) && file !== 'app/globals.css');
  const found = files.filter((file) => /(?<![&\w/])#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|oklch)\(|\b(?:bg|text|border)-(?:white|black|(?:red|green|blue|gray|zinc|slate|amber|teal)-\d+)\b/i.test(readFileSync(file, 'utf8')));
  expect(found).toEqual([]);
});
