import { expect, it } from 'vitest';
import { safeNext, signInAddress } from '@/components/api/sign-in-address';

it.each(['/servers/clearml-1', '/activity?view=audit', '/servers/a/runs/b#line-3'])('keeps a path of this console: %s', (path) => {
  expect(safeNext(path)).toBe(path);
});

it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/a\\..\\b', 'javascript:alert(1)', '/\n/evil', '', null, '/sign-in', '/sign-in?next=/x', '/setup'])('drops %j', (path) => {
  expect(safeNext(path)).toBe('/');
});

it('says where to come back to, and nothing when that is the first page', () => {
  expect(signInAddress('/activity?view=audit')).toBe('/sign-in?next=%2Factivity%3Fview%3Daudit');
  expect(signInAddress('/')).toBe('/sign-in');
});
