import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { crumbs } from '@/components/frame/places';
import { Rail } from '@/components/frame/rail';
import type { Server } from '@/lib/contract/server';

it('says where one is in the settings, each part with its own address', () => {
  const words = (path: string) => crumbs(path).map(({ label, href }) => `${label} ${href}`);
  expect(words('/settings')).toEqual(['Settings /settings']);
  expect(words('/settings/maintenance')).toEqual(['Settings /settings', 'Maintenance windows /settings/maintenance']);
  expect(words('/settings/channels/new')).toEqual(['Settings /settings', 'Channels /settings/channels', 'Add /settings/channels/new']);
  expect(words('/settings/channels/abc')).toEqual(['Settings /settings', 'Channels /settings/channels', 'Edit /settings/channels/abc']);
  expect(words('/servers/alpha/health/rules').at(-1)).toBe('Alert rules /servers/alpha/health/rules');
  expect(words('/servers/alpha/backups/now').slice(1)).toEqual(['Backups /servers/alpha/backups', 'Back up now /servers/alpha/backups/now']);
  expect(words('/servers/alpha/backups/restore').at(-1)).toBe('Restore /servers/alpha/backups/restore');
  expect(words('/servers/alpha/backups/drill').at(-1)).toBe('Restore drill /servers/alpha/backups/drill');
  expect(words('/servers/alpha/backups/files').at(-1)).toBe('Files of a backup /servers/alpha/backups/files');
  expect(words('/servers/alpha/health/security')).toEqual(['alpha /servers/alpha', 'Security /servers/alpha/health/security']);
});

it.each([
  ['/servers/alpha', 'Overview'], ['/servers/alpha/health', 'Health'], ['/servers/alpha/health/space', 'Health'], ['/servers/alpha/health/security', 'Security'], ['/servers/alpha/runs/1', 'Runs'], ['/servers/alpha/backups/now', 'Backups'],
])('at %s marks one place of the server: %s', (path, label) => {
  render(<Rail servers={[{ id: '1', name: 'alpha', state: 'installed' } as Server]} path={path} />);
  const places = within(screen.getByRole('list', { name: 'Places of alpha' })).getAllByRole('link');
  expect(places.filter((link) => link.getAttribute('aria-current') === 'page').map((link) => link.textContent)).toEqual([label]);
});
