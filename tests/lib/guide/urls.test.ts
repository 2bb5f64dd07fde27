import { expect, it } from 'vitest';
import { layouts } from '@/lib/guide/layouts';
import { accessUrls, webUrl } from '@/lib/guide/urls';

it.each([
  [{ kind: 'tls' as const, app: 'a.example.com', api: 'b.example.com', files: 'c.example.com' }, ['https://a.example.com', 'https://b.example.com', 'https://c.example.com']],
  [{ kind: 'http' as const, address: '192.0.2.1' }, ['http://192.0.2.1:8080', 'http://192.0.2.1:8008', 'http://192.0.2.1:8081']],
  [{ kind: 'http' as const, address: 'fd00::1' }, ['http://[fd00::1]:8080', 'http://[fd00::1]:8008', 'http://[fd00::1]:8081']],
  [{ kind: 'http' as const, address: '[fd00::1]' }, ['http://[fd00::1]:8080', 'http://[fd00::1]:8008', 'http://[fd00::1]:8081']],
])('reaches ClearML by %o', (access, expected) => {
  const inputs = { settings: { access }, layout: layouts.guide };
  expect(Object.values(accessUrls(inputs))).toEqual(expected);
  expect(webUrl(inputs)).toBe(expected[0]);
});
