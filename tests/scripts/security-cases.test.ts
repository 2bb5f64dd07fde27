import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = [...readFileSync('docs/security-cases.md', 'utf8').matchAll(/^\| (T-[A-Z]+-\d+) \|.*\| ([^|]+) \|$/gm)].map(([, id = '', files = '']) => [id, [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)] as const);

it('names each case once', () => {
  expect(rows.length).toBeGreaterThan(25);
  expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
});

it.each(rows)('%s stands in the title of a test of each file that is named for it', (id, files) => {
  expect(files).not.toEqual([]);
  for (const file of files) expect(readFileSync(file, 'utf8'), file).toMatch(new RegExp(`(?:describe|it|test|skipIf)\\b[^\\n]*\\b${id}\\b(?!\\d)|^/\\*\\*[^\\n]*${id}\\b`, 'm'));
});
