import { expect, it } from 'vitest';
import { crumbs } from '@/components/frame/places';

it('says where one is in the settings, each part with its own address', () => {
  const words = (path: string) => crumbs(path).map(({ label, href }) => `${label} ${href}`);
  expect(words('/settings')).toEqual(['Settings /settings']);
  expect(words('/settings/maintenance')).toEqual(['Settings /settings', 'Maintenance windows /settings/maintenance']);
  expect(words('/settings/channels/new')).toEqual(['Settings /settings', 'Channels /settings/channels', 'Add /settings/channels/new']);
  expect(words('/settings/channels/abc')).toEqual(['Settings /settings', 'Channels /settings/channels', 'Edit /settings/channels/abc']);
  expect(words('/servers/alpha/health/rules').at(-1)).toBe('Alert rules /servers/alpha/health/rules');
});
